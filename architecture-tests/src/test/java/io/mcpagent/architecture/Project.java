package io.mcpagent.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The whole reactor: poms, sources, and the class files that the build has left in each module's {@code target}. */
record Project(Pom parent, List<Module> modules) {
    private static final String MAIN = "target/classes";
    private static final String TEST = "target/test-classes";

    /** @throws IllegalStateException when a source has no class file, as then a rule would hold for want of a look */
    static Project read(Path root) {
        var parent = Pom.read(root.resolve("pom.xml"));
        var names = parent.modules().stream()
                .filter(name -> Files.exists(root.resolve(name).resolve("pom.xml")))
                .toList();
        var folders = names.stream()
                .flatMap(name -> Stream.of(MAIN, TEST).map(root.resolve(name)::resolve))
                .filter(Files::isDirectory)
                .toList();
        var classes = byFolder(new ClassFileImporter().importPaths(folders), folders);
        return new Project(
                parent,
                names.stream()
                        .map(name -> module(root.resolve(name), name, parent, classes))
                        .toList());
    }

    /** Its classes know one another, whatever module they are in. */
    private static Map<Path, List<JavaClass>> byFolder(JavaClasses classes, List<Path> folders) {
        return classes.stream()
                .filter(type -> !type.getSimpleName().endsWith("-info"))
                .collect(groupingBy(type -> {
                    var file = Path.of(type.getSource().map(Source::getUri).orElseThrow());
                    return folders.stream().filter(file::startsWith).findFirst().orElseThrow();
                }));
    }

    private static Module module(Path folder, String name, Pom parent, Map<Path, List<JavaClass>> classes) {
        var main = SourceFile.under(folder.resolve("src/main/java"), name, ".java");
        var tests = SourceFile.under(folder.resolve("src/test/java"), name, ".java");
        return new Module(
                name,
                Pom.read(folder.resolve("pom.xml")),
                parent,
                main,
                tests,
                SourceFile.under(folder.resolve("src/main/resources"), name, ".sql"),
                own(main, classes.getOrDefault(folder.resolve(MAIN), List.of())),
                own(tests, classes.getOrDefault(folder.resolve(TEST), List.of())));
    }

    /** Leaves out what was generated, and what an incremental build left of a deleted source. */
    private static List<JavaClass> own(List<SourceFile> sources, List<JavaClass> classes) {
        var names = sources.stream().map(SourceFile::name).collect(toSet());
        var own =
                classes.stream().filter(type -> names.contains(sourceOf(type))).toList();
        requireCompiled(sources, own);
        return own;
    }

    private static void requireCompiled(List<SourceFile> sources, List<JavaClass> classes) {
        Set<String> compiled = classes.stream().map(Project::sourceOf).collect(toSet());
        sources.stream()
                .filter(source -> !source.isInfo() && !compiled.contains(source.name()))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalStateException(missing + " has no class file, so the rules can't see it. Build "
                            + missing.module() + " first: ./build verify");
                });
    }

    static String sourceOf(JavaClass type) {
        var file = type.getSource()
                .flatMap(Source::getFileName)
                .orElseGet(() -> topLevel(type).getSimpleName() + ".java");
        return type.getPackageName().replace('.', '/') + "/" + file;
    }

    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Project::topLevel).orElse(type);
    }

    Optional<Module> module(String name) {
        return modules.stream().filter(module -> module.name().equals(name)).findFirst();
    }

    Stream<Module> modules(Predicate<Module> which) {
        return modules.stream().filter(which);
    }

    Stream<JavaClass> main(Predicate<Module> which) {
        return modules(which).flatMap(module -> module.main().stream());
    }

    Stream<JavaClass> main(String module) {
        return main(candidate -> candidate.name().equals(module));
    }

    /** What ships: all but benchmarks and these tests. */
    Stream<JavaClass> product() {
        return main(module -> !module.isWorkshop());
    }

    /** The ports: the domain's open interfaces that are named as one. */
    Stream<JavaClass> ports() {
        return main(Module.DOMAIN).filter(type -> type.isInterface() && !type.isSealed() && isNamedAsPort(type));
    }

    static boolean isNamedAsPort(JavaClass type) {
        return type.getSimpleName().endsWith("Port") || type.getSimpleName().endsWith("Repository");
    }
}
