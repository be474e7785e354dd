package io.mcpagent.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that run, wait for a condition, and never skip themselves into green. */
final class TestRules {
    private static final Set<String> TESTS = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.api.TestFactory",
            "org.junit.jupiter.api.TestTemplate",
            "org.junit.jupiter.params.ParameterizedTest",
            "net.jqwik.api.Property",
            "net.jqwik.api.Example");
    private static final String NESTED = "org.junit.jupiter.api.Nested";

    /** The names that surefire takes for tests. */
    private static final Pattern RUN = Pattern.compile("Test.*|.*Tests?|.*TestCase");

    private static final Pattern SKIPPING = Pattern.compile(String.join(
            "|",
            "org\\.junit\\.jupiter\\.api\\.(Disabled|Assumptions)",
            "org\\.junit\\.jupiter\\.api\\.condition\\..*",
            "org\\.opentest4j\\.TestAbortedException",
            "org\\.assertj\\.core\\.api\\.Assumptions",
            "net\\.jqwik\\.api\\.Disabled"));
    private static final Pattern SLEEPING =
            Pattern.compile("java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
                    + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)");

    private TestRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("a class with tests is one that the build runs", TestRules::unseenTests),
                new Rule("no test skips itself", TestRules::skippingTests),
                new Rule("no test sleeps", TestRules::sleepingTests));
    }

    private static Stream<String> unseenTests(Project project) {
        return project.modules().stream()
                .flatMap(module -> module.tests().stream())
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> type.getAllMethods().stream().anyMatch(TestRules::isTest))
                .filter(type -> !isRun(type))
                .map(type -> type.getName() + " has tests that nobody runs");
    }

    /** jqwik's assumptions filter tries of a property, they skip no test. */
    private static Stream<String> skippingTests(Project project) {
        return DependencyRules.edges(
                testCode(project), type -> SKIPPING.matcher(type.getName()).matches());
    }

    private static Stream<String> sleepingTests(Project project) {
        return testCode(project)
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(access -> SLEEPING.matcher(access.getTargetOwner().getName() + "." + access.getName())
                        .matches())
                .map(access -> access.getOriginOwner().getName() + " sleeps");
    }

    private static Stream<JavaClass> testCode(Project project) {
        return Stream.concat(
                project.modules().stream().flatMap(module -> module.tests().stream()), project.main(Module.TESTKIT));
    }

    static boolean isTest(JavaMethod method) {
        return TESTS.stream().anyMatch(method::isAnnotatedWith);
    }

    /** Surefire looks for top-level classes by name; JUnit finds nested ones in them by their annotation. */
    static boolean isRun(JavaClass type) {
        if (type.isInterface() || type.getModifiers().contains(JavaModifier.ABSTRACT)) return false;
        return type.isAnnotatedWith(NESTED)
                ? type.getEnclosingClass().filter(TestRules::isRun).isPresent()
                : type.isTopLevelClass() && RUN.matcher(type.getSimpleName()).matches();
    }
}
