package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The design's "Modules", as far as the classes say it: who may see whom. */
final class DependencyRules {
    private static final String OURS = "io.mcpagent";
    private static final String DOMAIN = OURS + ".domain";
    private static final String APPLICATION = OURS + ".application";
    private static final String ADAPTERS = OURS + ".adapter";

    private static final List<String> JSON_LIBRARIES = List.of(
            "com.fasterxml.jackson", "tools.jackson", "com.google.gson", "jakarta.json", "javax.json", "org.json");
    private static final List<String> FRAMEWORKS = List.of(
            "lombok",
            "org.mapstruct",
            "org.mockito",
            "org.springframework",
            "com.google.inject",
            "dagger",
            "jakarta.inject",
            "javax.inject",
            "jakarta.enterprise");

    private DependencyRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("agent-domain sees Java, JSpecify and itself alone", DependencyRules::domain),
                new Rule("agent-application sees the domain alone", DependencyRules::application),
                new Rule("agent-testkit sees none of our modules but the domain", DependencyRules::testkit),
                new Rule("an adapter sees none of our modules but domain and application", DependencyRules::adapters),
                new Rule("nobody but bootstrap sees an adapter", DependencyRules::onlyBootstrap),
                new Rule("JSON crosses the core as the domain's Json", DependencyRules::json),
                new Rule("nothing uses a container, a mock or generated accessors", DependencyRules::frameworks));
    }

    private static Stream<String> domain(Project project) {
        return edges(project.main(Module.DOMAIN), outside("java", "org.jspecify", DOMAIN));
    }

    private static Stream<String> application(Project project) {
        return edges(project.main(Module.APPLICATION), outside("java", "org.jspecify", DOMAIN, APPLICATION));
    }

    private static Stream<String> testkit(Project project) {
        return edges(project.main(Module.TESTKIT), ours().and(outside(DOMAIN, OURS + ".testkit")));
    }

    private static Stream<String> adapters(Project project) {
        return project.modules(Module::isAdapter)
                .flatMap(module ->
                        edges(module.main().stream(), ours().and(outside(DOMAIN, APPLICATION, module.rootPackage()))));
    }

    private static Stream<String> onlyBootstrap(Project project) {
        var others = project.main(module ->
                !module.isAdapter() && !module.isWorkshop() && !module.name().equals(Module.BOOTSTRAP));
        return edges(others, within(List.of(ADAPTERS, OURS + ".bootstrap")));
    }

    private static Stream<String> json(Project project) {
        return edges(project.main(Module::isCore), within(JSON_LIBRARIES));
    }

    private static Stream<String> frameworks(Project project) {
        var crypto = within(List.of("org.springframework.security.crypto"));
        return edges(
                project.modules().stream().flatMap(Module::allClasses),
                within(FRAMEWORKS).and(crypto.negate()));
    }

    /** Each pair of classes once, whatever ties them. */
    static Stream<String> edges(Stream<JavaClass> from, Predicate<JavaClass> forbidden) {
        return from.flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(edge -> forbidden.test(target(edge)))
                .map(edge -> edge.getOriginClass().getName() + " sees "
                        + target(edge).getName());
    }

    private static JavaClass target(Dependency edge) {
        return edge.getTargetClass().getBaseComponentType();
    }

    private static Predicate<JavaClass> ours() {
        return within(List.of(OURS));
    }

    private static Predicate<JavaClass> outside(String... packages) {
        return within(List.of(packages)).negate().and(type -> !type.isPrimitive());
    }

    private static Predicate<JavaClass> within(List<String> packages) {
        return type -> packages.stream().anyMatch(name -> type.getName().startsWith(name + "."));
    }
}
