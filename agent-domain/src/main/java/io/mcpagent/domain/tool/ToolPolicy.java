package io.mcpagent.domain.tool;

import java.util.List;

/**
 * What an agent's calls of tools are decided by: the first rule that applies, and {@link ToolGate} itself where none does.
 */
public record ToolPolicy(List<ToolRule> rules) {
    /** Without a rule. */
    public static final ToolPolicy DEFAULT = new ToolPolicy(List.of());

    private static final int MOST_RULES = 100;

    /** Throws {@link IllegalArgumentException} when there are too many. */
    public ToolPolicy {
        if (rules.size() > MOST_RULES)
            throw new IllegalArgumentException("an agent has at most %d rules for its tools".formatted(MOST_RULES));
        rules = List.copyOf(rules);
    }

    public static ToolPolicy of(ToolRule... rules) {
        return new ToolPolicy(List.of(rules));
    }
}
