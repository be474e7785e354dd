package io.mcpagent.application.run;

import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
import io.mcpagent.domain.run.RunEvent.BudgetStopped.Limit;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides when a run that calls tools is to come to its answer. Pure. */
final class RunLimits {
    /** What was answered twice the same way will not be answered otherwise. */
    private static final int SAME_CALLS = 3;

    private RunLimits() {}

    /** Asked before each call of the model; empty also when the run was stopped before. */
    static Optional<BudgetStopped> reached(RunState state, AgentLimits limits, Duration elapsed) {
        if (state.stopped().isPresent()) return Optional.empty();
        return limit(state, limits, elapsed).map(BudgetStopped::new);
    }

    private static Optional<Limit> limit(RunState state, AgentLimits limits, Duration elapsed) {
        if (state.steps() + 1 >= limits.steps()) return Optional.of(Limit.STEPS);
        if (elapsed.compareTo(limits.time()) >= 0) return Optional.of(Limit.TIME);
        return repeats(state) ? Optional.of(Limit.REPETITION) : Optional.empty();
    }

    private static boolean repeats(RunState state) {
        return state.calls().stream()
                .map(call -> new ToolCall("", call.tool(), call.arguments()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .anyMatch(times -> times >= SAME_CALLS);
    }
}
