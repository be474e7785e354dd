package io.mcpagent.application.run;

import io.mcpagent.application.tool.FindTools;
import io.mcpagent.application.tool.LongResult;
import io.mcpagent.application.tool.ReadResult;
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.ResultKept;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolsOffered;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolGate;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What a run is offered: the tools of its agent, or of many those that it needs; and the tools of its own, which find more
 * of these and read on in long results. They do nothing but what the run may do anyway, so nobody is asked about them.
 */
final class RunTools {
    /** What all results of a run have room for, in UTF-16 code units. Calls that are made side by side each see it as it was. */
    private static final int MOST_KEPT = 8_000_000;

    private final Toolbox tools;
    private final ToolChoice choice;
    private final KeptResultRepository results;

    RunTools(Toolbox tools, ToolChoice choice, KeptResultRepository results) {
        this.tools = tools;
        this.choice = choice;
        this.results = results;
    }

    /** Whether a tool is one of the run's own, and it has it now. */
    static boolean has(RunState state, String tool) {
        return switch (tool) {
            case FindTools.NAME -> state.offered().isPresent();
            case ReadResult.NAME -> !state.kept().isEmpty();
            default -> false;
        };
    }

    /** The tool whose words a call answers with; empty where they are ours. */
    static Optional<String> source(RunState state, ToolCall call) {
        return switch (call.tool()) {
            case FindTools.NAME -> Optional.empty();
            case ReadResult.NAME ->
                ReadResult.wanted(call.arguments())
                        .flatMap(id -> state.calls().stream()
                                .filter(kept -> kept.id().equals(id))
                                .findFirst())
                        .map(ToolCall::tool);
            default -> Optional.of(call.tool());
        };
    }

    boolean isChoiceNeeded(Caller caller, Agent agent) {
        return choice.mayBeNeeded(agent) && choice.isNeeded(callable(caller, agent));
    }

    /** Those to be offered from here on, where the agent has too many and nothing was chosen yet. */
    Optional<ToolsOffered> chosen(RunState state, Caller caller, Agent agent) {
        if (state.offered().isPresent() || state.stopped().isPresent() || !choice.mayBeNeeded(agent))
            return Optional.empty();
        var callable = callable(caller, agent);
        if (!choice.isNeeded(callable)) return Optional.empty();
        var chosen = choice.forQuestion(agent, state.standaloneQuestion(), callable);
        return Optional.of(new ToolsOffered(names(chosen), callable.size()));
    }

    /** As the log says; what the agent has lost meanwhile is gone. Of more than providers take, the newest. */
    List<ToolDefinition> offered(RunState state, Caller caller, Agent agent) {
        if (state.stopped().isPresent()) return List.of();
        var offered = new ArrayList<ToolDefinition>();
        state.offered()
                .ifPresentOrElse(
                        names -> {
                            offered.add(FindTools.DEFINITION);
                            offered.addAll(newest(names, callable(caller, agent)));
                        },
                        () -> offered.addAll(tools.of(agent)));
        if (!state.kept().isEmpty()) offered.add(ReadResult.DEFINITION);
        return offered;
    }

    private static List<ToolDefinition> newest(List<String> names, List<ToolDefinition> callable) {
        var byName = new HashMap<String, ToolDefinition>();
        callable.forEach(tool -> byName.put(tool.name(), tool));
        var there = names.stream()
                .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                .toList();
        return there.subList(Math.max(0, there.size() - ToolSettings.MOST), there.size());
    }

    /** Those of the agent but for those that its rules deny to the caller whatever they are called with. */
    private List<ToolDefinition> callable(Caller caller, Agent agent) {
        return tools.of(agent).stream()
                .filter(tool -> !ToolGate.isForbidden(caller, agent.policy(), tool))
                .toList();
    }

    private static List<String> names(List<ToolDefinition> tools) {
        return tools.stream().map(ToolDefinition::name).toList();
    }

    /** What came of a call, as it is recorded, and what is to be kept of it. */
    record Answered(List<RunEvent> events, Optional<String> kept) {
        Answered {
            events = List.copyOf(events);
        }

        static Answered of(ToolCall call, ToolOutcome outcome) {
            return new Answered(List.of(new ToolFinished(call.id(), outcome)), Optional.empty());
        }
    }

    /** Of a call of the run's own tools; empty for others. */
    Optional<Answered> call(RunId run, RunState state, Caller caller, ToolCall call) {
        return switch (call.tool()) {
            case FindTools.NAME -> Optional.of(found(state, caller, call));
            case ReadResult.NAME -> Optional.of(Answered.of(call, read(run, state, call)));
            default -> Optional.empty();
        };
    }

    private Answered found(RunState state, Caller caller, ToolCall call) {
        var agent = CallGate.agent(state);
        var callable = callable(caller, agent);
        var found = FindTools.find(call.arguments(), choice, callable);
        var shown = names(offered(state, caller, agent));
        var more = found.tools().stream().filter(tool -> !shown.contains(tool)).toList();
        var events = new ArrayList<RunEvent>();
        if (!more.isEmpty()) events.add(new ToolsOffered(more, callable.size()));
        events.add(new ToolFinished(call.id(), found.outcome()));
        return new Answered(events, Optional.empty());
    }

    private ToolOutcome read(RunId run, RunState state, ToolCall call) {
        var wanted = ReadResult.wanted(call.arguments()).orElse("");
        var kept = state.kept().stream().map(ResultKept::callId).toList();
        // The log decides what a run may read; whoever knows the id of another run's call gets nothing by it.
        var whole = kept.contains(wanted) ? results.find(run, wanted) : Optional.<String>empty();
        return whole.map(text -> ReadResult.read(call.arguments(), text))
                .orElseGet(() -> ReadResult.unknown(wanted, kept));
    }

    /** What a tool of the agent answered: what is too long is kept whole. */
    static Answered shown(RunState state, ToolCall call, ToolOutcome outcome) {
        var room =
                MOST_KEPT - state.kept().stream().mapToInt(ResultKept::length).sum();
        var result = LongResult.of(call, outcome, room);
        var finished = new ToolFinished(call.id(), ToolQuestions.told(result.shown(), call, state));
        return new Answered(
                result.whole()
                        .<List<RunEvent>>map(text -> List.of(new ResultKept(call.id(), text.length()), finished))
                        .orElse(List.of(finished)),
                result.whole());
    }
}
