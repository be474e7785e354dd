package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a thing lives: packages, files, and that nothing is there before its first caller. */
final class LayoutRules {
    private static final int MOST_LINES = 400;

    private static final Set<String> FEATURES = Set.of(
            "conversation",
            "run",
            "agent",
            "llm",
            "tool",
            "document",
            "retrieval",
            "access",
            "webhook",
            "usage",
            "task",
            "transaction",
            "cache",
            "ratelimit",
            "idempotency",
            "conditional",
            "telemetry",
            "json",
            "failure",
            "settings",
            "outbound",
            "openapi",
            "protocol",
            "transport",
            "signin",
            "server",
            "evaluation");

    private static final Pattern MARKED = Pattern.compile("(?m)^@NullMarked\\R+package ");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?\\p{L}.*?)\\*/");
    private static final Pattern TABLE = Pattern.compile(
            "create\\s+(?:virtual\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?[\"`]?(\\w+)", Pattern.CASE_INSENSITIVE);

    private LayoutRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("a module's classes lie under its root package", LayoutRules::rootPackages),
                new Rule("a package below the root is named by a feature word", LayoutRules::features),
                new Rule("there is no module-info", LayoutRules::moduleInfos),
                new Rule("a sealed type shares its package with its cases", LayoutRules::sealedTypes),
                new Rule("a module arrives with its first class", LayoutRules::emptyModules),
                new Rule("a port arrives with its first caller", LayoutRules::idlePorts),
                new Rule("a table arrives with its first caller", LayoutRules::idleTables),
                new Rule("a package is null-marked", LayoutRules::unmarkedPackages),
                new Rule("a package says in one paragraph what it is", LayoutRules::unexplainedPackages),
                new Rule("a file has at most " + MOST_LINES + " lines", LayoutRules::longFiles));
    }

    private static Stream<String> rootPackages(Project project) {
        return project.modules().stream()
                .flatMap(module -> module.allClasses()
                        .filter(type -> !isUnder(type.getPackageName(), module.rootPackage()))
                        .map(type ->
                                type.getName() + " lies in " + module.name() + ", outside " + module.rootPackage()));
    }

    private static Stream<String> features(Project project) {
        return project.modules().stream()
                .flatMap(module -> module.allClasses()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(module.rootPackage() + "."))
                        .filter(name -> !FEATURES.contains(
                                name.substring(module.rootPackage().length() + 1)
                                        .split("\\.", 2)[0]))
                        .map(name -> name + " in " + module.name() + " is no feature"));
    }

    private static Stream<String> moduleInfos(Project project) {
        return sources(project)
                .filter(file -> file.simpleName().equals("module-info.java"))
                .map(SourceFile::toString);
    }

    private static Stream<String> sealedTypes(Project project) {
        return project.modules().stream()
                .flatMap(Module::allClasses)
                .flatMap(type -> type.getPermittedSubclasses().stream()
                        .flatMap(Set::stream)
                        .filter(permitted -> !permitted.getPackageName().equals(type.getPackageName()))
                        .map(permitted ->
                                permitted.getName() + " is a case of " + type.getName() + " in another package"));
    }

    private static Stream<String> emptyModules(Project project) {
        return project.modules(module -> module.allSources().allMatch(SourceFile::isInfo))
                .map(module -> module.name() + " has no class");
    }

    private static Stream<String> idlePorts(Project project) {
        return project.ports()
                .filter(port -> port.getDirectDependenciesToSelf().stream()
                        .map(edge -> Project.topLevel(edge.getOriginClass()))
                        .noneMatch(user -> isCaller(user, port)))
                .map(port -> port.getName() + " is called by nobody");
    }

    /** Neither the domain nor a fake calls, and an implementation is none's caller either. */
    private static boolean isCaller(JavaClass user, JavaClass port) {
        var outsideOfProduct = Stream.of("domain", "testkit", "benchmarks", "architecture");
        var isTest = user.getSource()
                .filter(source -> source.getUri().toString().contains("/test-classes/"))
                .isPresent();
        return !isTest
                && !user.isAssignableTo(port.getName())
                && outsideOfProduct.noneMatch(part -> isUnder(user.getPackageName(), "io.mcpagent." + part));
    }

    private static Stream<String> idleTables(Project project) {
        return project.modules().stream().flatMap(module -> {
            var words = module.mainSources().stream()
                    .flatMap(file ->
                            Stream.of(file.text().toLowerCase(Locale.ROOT).split("\\W+")))
                    .collect(Collectors.toSet());
            return module.migrations().stream()
                    .flatMap(file -> TABLE.matcher(file.text()).results())
                    .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                    .filter(table -> !words.contains(table))
                    .map(table -> "the table " + table + " in " + module.name() + " is used by nobody");
        });
    }

    private static Stream<String> unmarkedPackages(Project project) {
        return packagesWithout(project, file -> MARKED.matcher(file.text()).find(), "@NullMarked");
    }

    private static Stream<String> unexplainedPackages(Project project) {
        return packagesWithout(project, file -> isOneParagraph(file.text()), "one paragraph of Javadoc");
    }

    private static boolean isOneParagraph(String text) {
        var javadoc = JAVADOC.matcher(text);
        return javadoc.find() && !javadoc.group(1).contains("<p>");
    }

    private static Stream<String> packagesWithout(Project project, Predicate<SourceFile> holds, String what) {
        return project.modules().stream().flatMap(module -> {
            var good = module.allSources()
                    .filter(file -> file.simpleName().equals("package-info.java"))
                    .filter(holds)
                    .map(SourceFile::folder)
                    .collect(Collectors.toSet());
            return module.allSources()
                    .filter(file -> !file.isInfo())
                    .map(SourceFile::folder)
                    .filter(folder -> !good.contains(folder))
                    .map(folder ->
                            folder.replace('/', '.') + " in " + module.name() + " has no package-info with " + what);
        });
    }

    private static Stream<String> longFiles(Project project) {
        return sources(project)
                .filter(file -> file.lines() > MOST_LINES)
                .map(file -> file + " has " + file.lines() + " lines");
    }

    private static Stream<SourceFile> sources(Project project) {
        return project.modules().stream().flatMap(Module::allSources);
    }

    private static boolean isUnder(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }
}
