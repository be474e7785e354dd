package io.mcpagent.domain.tool;

/** Decides whether a tool may be called. Asks nobody, changes nothing. */
public final class ToolGate {
    /** What an agent's policy says of a tool. */
    public enum Rule {
        ALLOW,
        DENY
    }

    public sealed interface Verdict {
        record Allow() implements Verdict {}

        record Deny(String reason) implements Verdict {}
    }

    private ToolGate() {}

    public static Verdict decide(Rule rule, ToolDefinition tool) {
        return switch (rule) {
            case ALLOW -> new Verdict.Allow();
            case DENY -> new Verdict.Deny("the agent may not call " + tool.name());
        };
    }
}
