package io.mcpagent.architecture;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One sentence of the design or of the style guide that a machine can check.
 *
 * @param check names what breaks the rule, one line each; no line means that it holds
 */
record Rule(String sentence, Function<Project, Stream<String>> check) {
    List<String> violations(Project project) {
        return check.apply(project).distinct().sorted().toList();
    }

    /** Every rule, in the order of the documents. */
    static List<Rule> all() {
        return Stream.of(
                        PomRules.all(),
                        DependencyRules.all(),
                        LayoutRules.all(),
                        NameRules.all(),
                        PortRules.all(),
                        AdapterRules.all(),
                        ValueRules.all(),
                        CoreRules.all(),
                        ContractRules.all(),
                        TestRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
