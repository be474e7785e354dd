package io.mcpagent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules, held against this very project. That each of them bites is {@link PlantedViolationsTest}'s. */
class ArchitectureTest {
    private static final List<String> CHECKED = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> holds() {
        var project = Project.read(root());
        return Rule.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.sentence(), () -> {
                    CHECKED.add(rule.sentence());
                    assertThat(rule.violations(project)).as(rule.sentence()).isEmpty();
                }));
    }

    /** For whoever reads the build's output: rules that nobody ran can't be broken. */
    @AfterAll
    static void everyRuleRan() {
        System.out.println("Architecture: " + CHECKED.size() + " rules ran.");
        assertThat(CHECKED)
                .containsExactlyElementsOf(
                        Rule.all().stream().map(Rule::sentence).toList());
    }

    /** The build runs tests in their module's folder, of which it also tells the name. */
    private static Path root() {
        return Path.of(System.getProperty("basedir", ""))
                .toAbsolutePath()
                .normalize()
                .resolve("..")
                .normalize();
    }
}
