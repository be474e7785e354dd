package io.mcpagent.architecture;

import io.mcpagent.architecture.Pom.Dependency;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The design's "Modules", as far as the poms say it. */
final class PomRules {
    private static final String GROUP = "io.mcpagent";
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Set<String> MODULES = Set.of(
            "agent-domain",
            "agent-application",
            "agent-testkit",
            "adapter-rest",
            "adapter-cli",
            "adapter-mcp",
            "adapter-persistence",
            "adapter-llm",
            "adapter-vector",
            "adapter-documents",
            "adapter-tools",
            "adapter-access",
            "adapter-webhook",
            "adapter-telemetry",
            "bootstrap",
            "architecture-tests",
            "web-ui",
            "benchmarks");

    private static final List<String> FORBIDDEN_GROUPS = List.of(
            "org.projectlombok",
            "org.mapstruct",
            "org.mockito",
            "org.easymock",
            "org.powermock",
            "org.springframework",
            "com.google.inject",
            "com.google.dagger",
            "io.micronaut",
            "io.quarkus",
            "org.jboss.weld",
            "jakarta.enterprise");
    /** Password hashing alone, without the framework. */
    private static final String ALLOWED = "org.springframework.security:spring-security-crypto";

    private PomRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("every module stands in the design's diagram", PomRules::unknownModules),
                new Rule("group, artefact and version are the design's", PomRules::coordinates),
                new Rule("the manifest names the module's root package", PomRules::moduleNames),
                new Rule("agent-domain's pom has JSpecify at compile time alone", PomRules::domain),
                new Rule("agent-application's pom has the domain alone", PomRules::application),
                new Rule("agent-testkit's pom has none of our modules but the domain", PomRules::testkit),
                new Rule("an adapter's pom has none of our modules but domain and application", PomRules::adapters),
                new Rule("no pom but bootstrap's has adapters", PomRules::onlyBootstrap),
                new Rule("bootstrap's pom has every adapter", PomRules::allAdapters),
                new Rule("architecture-tests comes last in the reactor", PomRules::last),
                new Rule("no pom has a container, a mock or generated accessors", PomRules::forbiddenLibraries));
    }

    private static Stream<String> unknownModules(Project project) {
        return project.parent().modules().stream()
                .filter(name -> !MODULES.contains(name))
                .map(name -> name + " is no module of the design");
    }

    private static Stream<String> coordinates(Project project) {
        var parent = project.parent();
        var wrongParent = Stream.of(parent)
                .filter(pom -> !pom.group().filter(GROUP::equals).isPresent()
                        || !pom.version().filter(VERSION::equals).isPresent())
                .map(pom -> "the parent is " + pom.group().orElse("?") + ":"
                        + pom.version().orElse("?"));
        return Stream.concat(
                wrongParent,
                project.modules().stream()
                        .filter(PomRules::misnamed)
                        .map(module -> module.name()
                                + " is " + module.pom().group().orElse("") + ":"
                                + module.pom().artifact() + ":"
                                + module.pom().version().orElse("")));
    }

    private static boolean misnamed(Module module) {
        var pom = module.pom();
        return !pom.artifact().equals(module.name())
                || pom.group().filter(group -> !group.equals(GROUP)).isPresent()
                || pom.version().filter(version -> !version.equals(VERSION)).isPresent()
                || pom.parent()
                        .filter(up -> up.group().equals(GROUP) && up.version().equals(VERSION))
                        .isEmpty();
    }

    private static Stream<String> moduleNames(Project project) {
        return project.modules().stream()
                .filter(module ->
                        module.moduleName().filter(module.rootPackage()::equals).isEmpty())
                .map(module -> module.name() + " has the Automatic-Module-Name "
                        + module.moduleName().orElse("of nobody") + ", not " + module.rootPackage());
    }

    private static Stream<String> domain(Project project) {
        return unexpected(
                project,
                name -> name.equals(Module.DOMAIN),
                dependency -> isAnnotations(dependency) || isTest(dependency));
    }

    private static Stream<String> application(Project project) {
        return unexpected(
                project,
                name -> name.equals(Module.APPLICATION),
                dependency -> isAnnotations(dependency) || isTest(dependency) || isOwn(dependency, Module.DOMAIN));
    }

    private static Stream<String> testkit(Project project) {
        return unexpected(
                project,
                name -> name.equals(Module.TESTKIT),
                dependency -> !isOwn(dependency) || isOwn(dependency, Module.DOMAIN));
    }

    private static Stream<String> adapters(Project project) {
        return unexpected(
                project,
                name -> name.startsWith(Module.ADAPTER),
                dependency -> !isOwn(dependency)
                        || isOwn(dependency, Module.DOMAIN, Module.APPLICATION)
                        || (isOwn(dependency, Module.TESTKIT) && isTest(dependency)));
    }

    private static Stream<String> onlyBootstrap(Project project) {
        var assembling = Set.of(Module.BOOTSTRAP, Module.BENCHMARKS, Module.ARCHITECTURE);
        return unexpected(
                project,
                name -> !assembling.contains(name) && !name.startsWith(Module.ADAPTER),
                dependency -> !isOwn(dependency)
                        || (!dependency.artifact().startsWith(Module.ADAPTER)
                                && !dependency.artifact().equals(Module.BOOTSTRAP)));
    }

    private static Stream<String> allAdapters(Project project) {
        return missing(project, Module.BOOTSTRAP, Module::isAdapter);
    }

    private static Stream<String> last(Project project) {
        return missing(
                project,
                Module.ARCHITECTURE,
                module -> !module.name().equals(Module.ARCHITECTURE)
                        && !module.mainSources().isEmpty());
    }

    private static Stream<String> forbiddenLibraries(Project project) {
        return unexpected(
                project,
                name -> true,
                dependency -> dependency.key().equals(ALLOWED)
                        || FORBIDDEN_GROUPS.stream()
                                .noneMatch(group -> dependency.group().equals(group)
                                        || dependency.group().startsWith(group + ".")));
    }

    private static Stream<String> unexpected(
            Project project, Predicate<String> modules, Predicate<Dependency> allowed) {
        return project.modules(module -> modules.test(module.name()))
                .flatMap(module -> module.dependencies().stream()
                        .filter(allowed.negate())
                        .map(found -> module.name() + " depends on " + found.key() + " ("
                                + found.scope().orElseThrow() + ")"));
    }

    private static Stream<String> missing(Project project, String name, Predicate<Module> wanted) {
        var present = project.module(name).stream()
                .flatMap(module -> module.dependencies().stream())
                .filter(PomRules::isOwn)
                .map(Dependency::artifact)
                .collect(Collectors.toSet());
        return project.modules(wanted)
                .filter(module -> !present.contains(module.name()))
                .map(module -> name + " doesn't depend on " + module.name());
    }

    private static boolean isAnnotations(Dependency dependency) {
        return dependency.key().equals("org.jspecify:jspecify")
                && (dependency.optional()
                        || dependency.scope().filter("provided"::equals).isPresent());
    }

    private static boolean isTest(Dependency dependency) {
        return dependency.scope().filter("test"::equals).isPresent();
    }

    private static boolean isOwn(Dependency dependency, String... artifacts) {
        return dependency.group().equals(GROUP)
                && (artifacts.length == 0 || Set.of(artifacts).contains(dependency.artifact()));
    }
}
