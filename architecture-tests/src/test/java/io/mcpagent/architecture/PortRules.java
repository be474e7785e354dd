package io.mcpagent.architecture;

import static java.util.function.Predicate.not;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import java.util.List;
import java.util.stream.Stream;

/** The design's "Ports", and what the style guide says of interfaces and signatures. */
final class PortRules {
    private static final int MOST_METHODS = 7;

    private static final List<String> ASYNCHRONOUS = List.of(
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow",
            "org.reactivestreams.",
            "reactor.",
            "io.reactivex.",
            "io.smallrye.mutiny.",
            "kotlinx.coroutines.");

    private PortRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("what is named as a port is a top-level interface in agent-domain", PortRules::strayNames),
                new Rule("an open interface in agent-domain is named XRepository or XPort", PortRules::unnamedPorts),
                new Rule("a port is alone in its file", PortRules::crowdedFiles),
                new Rule("a port has at most " + MOST_METHODS + " methods", PortRules::widePorts),
                new Rule("no interface has a single implementation", PortRules::singleImplementations),
                new Rule("no signature is asynchronous", PortRules::asynchronousSignatures));
    }

    /** An adapter's class may be named after its port, an interface may not. */
    private static Stream<String> strayNames(Project project) {
        return project.product()
                .filter(Project::isNamedAsPort)
                .filter(type -> isDomain(type)
                        ? !type.isInterface() || type.isSealed() || !type.isTopLevelClass()
                        : type.isInterface())
                .map(type -> type.getName() + " is named as a port and is none");
    }

    /** Sealed interfaces are values, and annotated functions are arguments. */
    private static Stream<String> unnamedPorts(Project project) {
        return project.main(Module.DOMAIN)
                .filter(type -> type.isInterface() && !type.isAnnotation() && !type.isSealed())
                .filter(type -> !type.isAnnotatedWith(FunctionalInterface.class))
                .filter(not(Project::isNamedAsPort))
                .filter(type -> type.getAllRawInterfaces().stream().noneMatch(JavaClass::isSealed))
                .map(type -> type.getName() + " is an open interface and not named as a port");
    }

    private static Stream<String> crowdedFiles(Project project) {
        return project.ports()
                .flatMap(port -> project.main(Module.DOMAIN)
                        .filter(type -> type.isTopLevelClass() && !type.equals(port))
                        .filter(type -> Project.sourceOf(type).equals(Project.sourceOf(port)))
                        .map(type -> type.getName() + " is in the file of " + port.getSimpleName()));
    }

    private static Stream<String> widePorts(Project project) {
        return project.ports()
                .filter(port -> abstractMethods(port) > MOST_METHODS)
                .map(port -> port.getName() + " has " + abstractMethods(port) + " methods");
    }

    private static long abstractMethods(JavaClass port) {
        return port.getAllMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .count();
    }

    private static Stream<String> singleImplementations(Project project) {
        var product = project.product().toList();
        return project.main(Module.APPLICATION)
                .filter(type -> type.isInterface() && !type.isAnnotation() && !type.isSealed())
                .filter(type -> product.stream()
                                .filter(other -> !other.isInterface() && other.isAssignableTo(type.getName()))
                                .count()
                        == 1)
                .map(type -> type.getName() + " has a single implementation");
    }

    private static Stream<String> asynchronousSignatures(Project project) {
        return project.product()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(not(PortRules::isPrivate))
                .filter(not(PortRules::isDemandedByTheJdk))
                .filter(PortRules::isAsynchronous)
                .map(JavaCodeUnit::getFullName);
    }

    private static boolean isAsynchronous(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .anyMatch(type -> ASYNCHRONOUS.stream().anyMatch(type.getName()::startsWith));
    }

    /** The JDK's HTTP client hands bytes to a {@code Flow.Subscriber}; who implements one did not choose its signatures. */
    private static boolean isDemandedByTheJdk(JavaCodeUnit unit) {
        var parameters =
                unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return unit.getOwner().getAllRawInterfaces().stream()
                .filter(type -> type.getPackageName().startsWith("java."))
                .anyMatch(type -> type.tryGetMethod(unit.getName(), parameters).isPresent());
    }

    private static boolean isPrivate(HasModifiers unit) {
        return unit.getModifiers().contains(JavaModifier.PRIVATE)
                || unit.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isDomain(JavaClass type) {
        return type.getPackageName().startsWith("io.mcpagent.domain");
    }
}
