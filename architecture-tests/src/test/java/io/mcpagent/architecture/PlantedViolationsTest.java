package io.mcpagent.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is shown to bite, on a project in which its violation was planted and nothing else is wrong. */
class PlantedViolationsTest {
    @TempDir
    Path root;

    static List<Plant> plants() {
        return Plant.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void isReportedAloneAndByName(Plant plant) {
        var violations = ruleOf(plant).violations(PlantedProject.with(plant, root));

        assertThat(violations).hasSameSizeAs(plant.reported());
        assertThat(plant.reported())
                .allSatisfy(part -> assertThat(violations)
                        .anySatisfy(violation -> assertThat(violation).contains(part)));
    }

    @Test
    void noRuleReportsASoundProject() {
        var project = PlantedProject.sound(root);

        assertThat(Rule.all().stream().flatMap(rule -> rule.violations(project).stream()))
                .isEmpty();
    }

    @Test
    void everyRuleHasItsPlantedViolation() {
        assertThat(Rule.all()).extracting(Rule::sentence).doesNotHaveDuplicates();
        assertThat(Plant.all().stream().map(Plant::sentence).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Rule.all().stream().map(Rule::sentence).toList());
    }

    @Test
    void aModuleWithoutItsClassesIsRefused() throws IOException {
        PlantedProject.sound(root);
        var classes = root.resolve("agent-domain/target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) Files.delete(file);
        }

        assertThatThrownBy(() -> Project.read(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("agent-domain: io/mcpagent/domain/")
                .hasMessageContaining("./build verify");
    }

    private static Rule ruleOf(Plant plant) {
        return Rule.all().stream()
                .filter(rule -> rule.sentence().equals(plant.sentence()))
                .findFirst()
                .orElseThrow();
    }
}
