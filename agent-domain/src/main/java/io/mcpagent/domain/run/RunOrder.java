package io.mcpagent.domain.run;

import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
import io.mcpagent.domain.run.RunEvent.CancelRequested;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import io.mcpagent.domain.run.RunEvent.ResultKept;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunEvent.ToolsOffered;
import java.util.Optional;

/** Which event may follow which. */
final class RunOrder {
    private RunOrder() {}

    static void check(RunState state, RunEvent event) {
        require(state.end().isEmpty(), "nothing follows the end of a run", event);
        require(
                state.started().isPresent() != (event instanceof RunStarted),
                "a run begins with its start, once",
                event);
        require(
                state.openCall().isPresent() == isOutcome(event),
                "a model call is followed by its outcome, and nothing else is",
                event);
        require(
                !state.isParked()
                        || event instanceof RunResumed
                        || event instanceof CancelRequested
                        || event instanceof RunCancelled,
                "a parked run goes on by being resumed",
                event);
        require(fits(state, event), "it does not fit what happened", event);
    }

    private static boolean fits(RunState state, RunEvent event) {
        return switch (event) {
            case ModelAbandoned(var replaces) -> state.openCall().equals(Optional.of(replaces));
            case ModelCalled called ->
                state.wanted().isEmpty() && state.openTools().isEmpty();
            case ToolRequested(var call, var effect) ->
                // Its arguments may be those of a person who approved it.
                state.wanted().stream()
                        .anyMatch(wanted ->
                                wanted.id().equals(call.id()) && wanted.tool().equals(call.tool()));
            case ToolFinished(var id, var outcome) -> isOpen(state, id);
            case InputAnswered(var id, var answer) ->
                state.waitingFor().stream().anyMatch(request -> request.id().equals(id));
            case RunParked parked -> !state.waitingFor().isEmpty();
            case RunResumed resumed -> state.isParked();
            case AnswerCompleted completed ->
                state.wanted().isEmpty() && state.openTools().isEmpty();
            case RunStarted first -> true;
            case AgentSelected selected -> true;
            case QuestionRewritten rewritten -> !state.isRetrieved();
            case PassagesRetrieved retrieved -> true;
            case ModelReplied replied -> true;
            case InputRequested requested -> true;
            case ModelSampled(var id, var message, var usage) ->
                state.toSample().stream().anyMatch(request -> request.id().equals(id));
            case RunTainted tainted -> !state.isTainted();
            case ToolsOffered offered -> true;
            case ResultKept(var id, var length) -> isOpen(state, id);
            case BudgetStopped stopped -> true;
            case RunFailed failed -> true;
            case CancelRequested asked -> true;
            case RunCancelled cancelled -> true;
        };
    }

    private static boolean isOpen(RunState state, String callId) {
        return state.wanted().stream().anyMatch(call -> call.id().equals(callId))
                || state.openTools().stream()
                        .anyMatch(request -> request.call().id().equals(callId));
    }

    private static boolean isOutcome(RunEvent event) {
        return event instanceof ModelReplied || event instanceof ModelAbandoned;
    }

    private static void require(boolean holds, String rule, RunEvent event) {
        if (!holds) throw new IllegalStateException(rule + ": " + event);
    }
}
