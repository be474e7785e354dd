package io.mcpagent.application.run;

import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputAnswer.Approve;
import io.mcpagent.domain.run.InputAnswer.Refuse;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolGate;
import io.mcpagent.domain.tool.ToolOutcome.Failed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Lets calls through that a model wants, has a person asked about others, and tells the model of the rest. */
final class CallGate {
    /** How long a run waits for a person. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final int CALLS_AT_ONCE = 16;

    private final Toolbox tools;
    private final IdSource ids;
    private final InstantSource clock;

    CallGate(Toolbox tools, IdSource ids, InstantSource clock) {
        this.tools = tools;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was decided about some calls.
     *
     * @param events to be recorded before anything is called
     * @param questions to people, to be recorded when nothing else is left to do
     */
    record Decided(List<RunEvent> events, List<InputRequested> questions) {
        Decided {
            events = List.copyOf(events);
            questions = List.copyOf(questions);
        }
    }

    /** About calls that were not made yet; those whose question waits for its answer are left as they are. */
    Decided decide(Caller caller, Agent agent, RunState state, List<ToolCall> calls) {
        var events = new ArrayList<RunEvent>();
        var questions = new ArrayList<InputRequested>();
        for (var call : calls) {
            if (events.size() + questions.size() >= CALLS_AT_ONCE)
                events.add(failed(call, "Not called: at most " + CALLS_AT_ONCE + " calls at once."));
            else decide(caller, agent, state, call, events, questions);
        }
        return new Decided(events, questions);
    }

    private void decide(
            Caller caller,
            Agent agent,
            RunState state,
            ToolCall call,
            List<RunEvent> events,
            List<InputRequested> questions) {
        if (RunTools.has(state, call.tool())) {
            events.add(new ToolRequested(call, ToolEffect.READS));
            return;
        }
        var asked = state.approval(call.id());
        if (asked.isEmpty()) {
            switch (verdict(caller, agent, state, call)) {
                case ToolGate.Verdict.Allow allowed -> events.add(requested(call));
                case ToolGate.Verdict.Deny(var reason) -> events.add(failed(call, reason));
                case ToolGate.Verdict.Ask(var reason) -> questions.add(question(call, reason));
            }
            return;
        }
        state.answerTo(asked.get().id()).ifPresent(answer -> events.add(answered(caller, agent, state, call, answer)));
    }

    private RunEvent answered(Caller caller, Agent agent, RunState state, ToolCall call, InputAnswer answer) {
        return switch (answer) {
            case Approve(var arguments) -> {
                var approved = arguments
                        .map(edited -> new ToolCall(call.id(), call.tool(), edited))
                        .orElse(call);
                // Who approves may change the arguments, and the roles of the caller may be others by now.
                yield verdict(caller, agent, state, approved) instanceof ToolGate.Verdict.Deny(var reason)
                        ? failed(call, reason)
                        : requested(approved);
            }
            case Refuse(var note) ->
                failed(call, "Not called: a person refused it." + (note.isBlank() ? "" : " They said: " + note));
            default -> failed(call, "Not called: nobody approved it in time.");
        };
    }

    /**
     * About arguments that a person puts in the place of the model's.
     *
     * @return what is wrong with them; empty when the call can be made so
     */
    List<String> problems(Caller caller, RunState state, ApproveCall asked, Json.Obj arguments) {
        var wrong = tools.problems(asked.call().tool(), arguments);
        if (!wrong.isEmpty()) return wrong;
        var edited = new ToolCall(asked.call().id(), asked.call().tool(), arguments);
        return verdict(caller, agent(state), state, edited) instanceof ToolGate.Verdict.Deny(var reason)
                ? List.of(reason)
                : List.of();
    }

    static Agent agent(RunState state) {
        return state.selected()
                .map(AgentSelected::agent)
                .orElseThrow(() -> new IllegalStateException("an agent is selected when a run begins"));
    }

    /** What it denies is told to the model in these words. */
    private ToolGate.Verdict verdict(Caller caller, Agent agent, RunState state, ToolCall call) {
        var refusal = tools.refusal(agent, call.tool());
        if (refusal.isPresent()) return new ToolGate.Verdict.Deny(refusal.get().message());
        var tool = tools.find(call.tool());
        // Tools of servers can be taken away at any time.
        if (tool.isEmpty()) return new ToolGate.Verdict.Deny("There is no tool named " + call.tool() + " any more.");
        return switch (ToolGate.decide(caller, agent.policy(), tool.get(), call.arguments(), state.isTainted())) {
            case ToolGate.Verdict.Allow allowed -> allowed;
            case ToolGate.Verdict.Deny(var reason) -> new ToolGate.Verdict.Deny("Not called: " + reason + ".");
            case ToolGate.Verdict.Ask ask -> {
                // Nobody is asked about a call that can't be made.
                var wrong = tools.problems(call.tool(), call.arguments());
                yield wrong.isEmpty()
                        ? ask
                        : new ToolGate.Verdict.Deny(
                                "Not called, the arguments are wrong:\n- " + String.join("\n- ", wrong));
            }
        };
    }

    private RunEvent requested(ToolCall call) {
        var effect = tools.find(call.tool()).map(ToolDefinition::effect).orElse(ToolEffect.ACTS);
        return new ToolRequested(call, effect);
    }

    private InputRequested question(ToolCall call, String reason) {
        return new InputRequested(new ApproveCall(
                new InputRequestId(ids.next()), call, reason, clock.instant().plus(PATIENCE)));
    }

    private static ToolFinished failed(ToolCall call, String message) {
        return new ToolFinished(call.id(), new Failed(message));
    }
}
