package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;

/** A contract and a fake for each port, and each implementation under its contract. */
final class ContractRules {
    private ContractRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("a port has a contract in agent-testkit", ContractRules::portsWithoutContract),
                new Rule("a port has a fake in agent-testkit", ContractRules::portsWithoutFake),
                new Rule(
                        "an implementation of a port runs the port's contract",
                        ContractRules::untestedImplementations));
    }

    private static Stream<String> portsWithoutContract(Project project) {
        return project.ports()
                .filter(port -> project.main(Module.TESTKIT)
                        .noneMatch(type -> type.getName().equals(contractOf(port))
                                && type.isInterface()
                                && type.getMethods().stream().anyMatch(TestRules::isTest)))
                .map(port -> port.getName() + " has no " + contractOf(port) + " with a test in it");
    }

    private static Stream<String> portsWithoutFake(Project project) {
        return project.ports()
                .filter(port -> project.main(Module.TESTKIT)
                        .noneMatch(type ->
                                implementing(type, port) && type.getModifiers().contains(JavaModifier.PUBLIC)))
                .map(port -> port.getName() + " has no fake");
    }

    /** Lambdas can't be seen in class files; everything that has a class is. */
    private static Stream<String> untestedImplementations(Project project) {
        return project.ports()
                .flatMap(port ->
                        project.modules(module -> !module.isWorkshop()).flatMap(module -> untested(module, port)));
    }

    private static Stream<String> untested(Module module, JavaClass port) {
        var implementations =
                module.main().stream().filter(type -> implementing(type, port)).toList();
        var tests = module.tests().stream()
                .filter(type -> TestRules.isRun(type) && type.isAssignableTo(contractOf(port)))
                .toList();
        return implementations.stream()
                .filter(type ->
                        tests.stream().noneMatch(test -> implementations.size() == 1 || isAbout(test, type, module)))
                .map(type ->
                        type.getName() + " has no test in " + module.name() + " that implements " + contractOf(port));
    }

    /** Where a module implements a port more than once, one test must not stand for all: it is named after, or uses it. */
    private static boolean isAbout(JavaClass test, JavaClass implementation, Module module) {
        var subject = Project.topLevel(implementation);
        return Project.topLevel(test).getSimpleName().startsWith(subject.getSimpleName())
                || module.tests().stream()
                        .filter(part -> Project.topLevel(part).equals(Project.topLevel(test))
                                || test.isAssignableTo(part.getName()))
                        .flatMap(part -> part.getDirectDependenciesFromSelf().stream())
                        .anyMatch(edge -> edge.getTargetClass().equals(implementation)
                                || edge.getTargetClass().equals(subject));
    }

    private static boolean implementing(JavaClass type, JavaClass port) {
        return !type.isInterface()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.isAssignableTo(port.getName());
    }

    /** {@code io.mcpagent.domain.run.RunRepository} has {@code io.mcpagent.testkit.run.RunRepositoryContract}. */
    private static String contractOf(JavaClass port) {
        return port.getName().replaceFirst("^io\\.mcpagent\\.domain\\.", "io.mcpagent.testkit.") + "Contract";
    }
}
