package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;

/** Decides whether a tool may be called. Asks nobody, changes nothing. */
public final class ToolGate {
    /** What is to be done about a call; a reason completes "asks because …" and "denied because …". */
    public sealed interface Verdict {
        record Allow() implements Verdict {}

        record Ask(String reason) implements Verdict {}

        record Deny(String reason) implements Verdict {}
    }

    private static final String TAINTED = "the run has read text that nobody vouches for";

    private ToolGate() {}

    /**
     * Of a tool that the agent has.
     *
     * @param caller on whose behalf
     * @param isTainted whether the model was shown text that nobody vouches for
     */
    public static Verdict decide(
            Caller caller, ToolPolicy policy, ToolDefinition tool, Json arguments, boolean isTainted) {
        return policy.rules().stream()
                .filter(rule -> rule.applies(caller, tool, arguments, isTainted))
                .findFirst()
                .map(rule -> byRule(rule.decision(), tool))
                .orElseGet(() -> byNature(tool, isTainted));
    }

    /** Whether a tool is denied to a caller whatever it is called with, and whatever the run has read. */
    public static boolean isForbidden(Caller caller, ToolPolicy policy, ToolDefinition tool) {
        return policy.rules().stream()
                .filter(rule -> rule.mayApply(caller, tool))
                .filter(rule -> rule.decision() != ToolRule.Decision.DENY || rule.isForAllCalls())
                .findFirst()
                .filter(rule -> rule.decision() == ToolRule.Decision.DENY)
                .isPresent();
    }

    private static Verdict byRule(ToolRule.Decision decision, ToolDefinition tool) {
        return switch (decision) {
            case ALLOW -> new Verdict.Allow();
            case ASK -> new Verdict.Ask("the agent's rules ask before " + tool.name() + " is called so");
            case DENY -> new Verdict.Deny("the agent's rules forbid to call " + tool.name() + " so");
        };
    }

    private static Verdict byNature(ToolDefinition tool, boolean isTainted) {
        return switch (tool.reach()) {
            case INSIDE -> new Verdict.Allow();
            case CLOSED -> reads(tool) ? new Verdict.Allow() : acts(tool, isTainted);
            case OPEN -> {
                if (!reads(tool)) yield acts(tool, isTainted);
                yield isTainted
                        ? new Verdict.Ask(tool.name() + " can carry out of here what it is called with, and " + TAINTED)
                        : new Verdict.Allow();
            }
        };
    }

    private static boolean reads(ToolDefinition tool) {
        return tool.effect() == ToolEffect.READS;
    }

    private static Verdict acts(ToolDefinition tool, boolean isTainted) {
        return new Verdict.Ask(tool.name() + " acts outside of here" + (isTainted ? ", and " + TAINTED : ""));
    }
}
