package io.mcpagent.architecture;

import static java.util.function.Predicate.not;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * "An adapter shows the outside one settings record and one factory; all else is package-private": one of each for each
 * technology that has settings and a package of its own, such as models in this process and models behind HTTP. Java has
 * no access
 * between public and package-private that an adapter's own feature packages could use, so a public type that another of
 * these packages needs, and nobody outside, does not count as shown. Nor does what a driving adapter needs of whoever
 * starts it: the interface {@code XHost} that bootstrap implements, and what passes through it.
 */
final class AdapterRules {
    private AdapterRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("an adapter shows one settings record", AdapterRules::settings),
                new Rule("an adapter shows one factory", AdapterRules::factories),
                new Rule("an adapter's factory has no public constructor", AdapterRules::constructors));
    }

    private static Stream<String> settings(Project project) {
        return project.modules(Module::isAdapter)
                .flatMap(module ->
                        settingsOf(module).collect(Collectors.groupingBy(JavaClass::getPackageName)).values().stream()
                                .filter(records -> records.size() > 1)
                                .map(records -> module.name() + " shows the settings " + namesOf(records)));
    }

    private static Stream<String> factories(Project project) {
        return project.modules(Module::isAdapter).flatMap(module -> {
            var others = shown(module).filter(not(AdapterRules::isSettings)).toList();
            return others.size() <= Math.max(1, settingsOf(module).count())
                    ? Stream.empty()
                    : Stream.of(module.name() + " shows more than a factory: " + namesOf(others));
        });
    }

    private static Stream<JavaClass> settingsOf(Module adapter) {
        return shown(adapter).filter(AdapterRules::isSettings);
    }

    private static Stream<String> constructors(Project project) {
        return project.modules(Module::isAdapter)
                .flatMap(AdapterRules::shown)
                .filter(not(AdapterRules::isSettings))
                .filter(type -> type.getConstructors().stream().anyMatch(AdapterRules::isPublic))
                .map(type -> type.getName() + " is opened by a constructor, not by a factory method");
    }

    private static Stream<JavaClass> shown(Module adapter) {
        return adapter.main().stream()
                .filter(type -> type.isTopLevelClass() && isPublic(type))
                .filter(not(type -> isAskedOfTheHost(type, adapter)))
                .filter(type -> isUsedOutside(type, adapter) || !isUsedAcrossPackages(type, adapter));
    }

    /** Passed, directly or inside what is passed, between the host and the factory that takes it. */
    private static boolean isAskedOfTheHost(JavaClass type, Module adapter) {
        var hosts = adapter.main().stream().filter(AdapterRules::isHost).toList();
        var passed = new LinkedHashSet<>(hosts);
        adapter.main().stream()
                .filter(other ->
                        hosts.stream().anyMatch(host -> signatures(other).anyMatch(host::equals)))
                .flatMap(AdapterRules::signatures)
                .forEach(passed::add);
        for (var before = 0; before < passed.size(); ) {
            before = passed.size();
            List.copyOf(passed).stream()
                    .filter(other -> isIn(adapter, other))
                    .flatMap(AdapterRules::signatures)
                    .forEach(passed::add);
        }
        return passed.contains(type);
    }

    /** What the public methods of a type take and give. */
    private static Stream<JavaClass> signatures(JavaClass type) {
        return type.getMethods().stream()
                .filter(AdapterRules::isPublic)
                .flatMap(method ->
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream()));
    }

    private static boolean isHost(JavaClass type) {
        return type.isInterface() && type.getSimpleName().endsWith("Host");
    }

    private static boolean isUsedOutside(JavaClass type, Module adapter) {
        return users(type, adapter).anyMatch(user -> !isIn(adapter, user) && !isTestOrBenchmark(user));
    }

    private static boolean isUsedAcrossPackages(JavaClass type, Module adapter) {
        return users(type, adapter)
                .anyMatch(user -> isIn(adapter, user)
                        && !isTestOrBenchmark(user)
                        && !user.getPackageName().equals(type.getPackageName()));
    }

    /** Of the type and of what is nested in it. */
    private static Stream<JavaClass> users(JavaClass type, Module adapter) {
        return adapter.main().stream()
                .filter(part -> Project.topLevel(part).equals(type))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .map(edge -> edge.getOriginClass());
    }

    private static boolean isIn(Module adapter, JavaClass user) {
        return (user.getPackageName() + ".").startsWith(adapter.rootPackage() + ".");
    }

    private static boolean isTestOrBenchmark(JavaClass user) {
        var place = user.getSource().map(source -> source.getUri().toString()).orElse("");
        return place.contains("/test-classes/") || place.contains("/" + Module.BENCHMARKS + "/");
    }

    private static boolean isSettings(JavaClass type) {
        return type.isRecord() && type.getSimpleName().endsWith("Settings");
    }

    private static boolean isPublic(HasModifiers member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static String namesOf(List<JavaClass> types) {
        return String.join(
                ", ", types.stream().map(JavaClass::getSimpleName).sorted().toList());
    }
}
