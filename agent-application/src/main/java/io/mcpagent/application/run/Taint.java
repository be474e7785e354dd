package io.mcpagent.application.run;

import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.run.PastTurn;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolFlags;
import io.mcpagent.domain.tool.ToolReach;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the first text in what a model is about to be shown that nobody vouches for, or that may lead it away. */
final class Taint {
    private Taint() {}

    /** Empty where there is none, and where that was recorded before. */
    static Optional<RunTainted> of(RunState state, Toolbox tools, List<ToolDefinition> offered) {
        if (state.isTainted()) return Optional.empty();
        var history = state.history().stream()
                .filter(PastTurn::isTainted)
                .map(turn -> new RunTainted(
                        Origin.MODEL,
                        state.started().orElseThrow().conversation().value().toString()));
        var documents = state.passages().stream()
                .map(passage -> new RunTainted(
                        Origin.DOCUMENT, passage.chunk().document().value().toString()));
        var results = state.events().stream()
                .filter(ToolRequested.class::isInstance)
                .map(event -> ((ToolRequested) event).call())
                .filter(call -> hasResult(state, call.id()))
                .flatMap(call -> RunTools.source(state, call).stream())
                .filter(tool -> !isTrusted(tools, tool))
                .map(tool -> new RunTainted(Origin.TOOL, tool));
        return Stream.of(history, documents, results, definitions(tools, offered))
                .flatMap(each -> each)
                .findFirst();
    }

    /** A person approved them, and the tools with them; not that a model does what they say about something else. */
    private static Stream<RunTainted> definitions(Toolbox tools, List<ToolDefinition> offered) {
        return offered.stream()
                .filter(tool -> ServedToolNames.isServed(tool.name()) && !tool.isTrusted())
                .filter(tool -> tools.mayLead(tool) || ToolFlags.speaksOf(tool, ofOthers(tool.name(), offered)))
                .map(tool -> new RunTainted(Origin.TOOL, tool.name()));
    }

    /** Those by which something gets out. */
    private static List<String> ofOthers(String tool, List<ToolDefinition> offered) {
        return offered.stream()
                .filter(other -> other.reach() == ToolReach.OPEN)
                .map(ToolDefinition::name)
                .filter(name -> !ServedToolNames.isServed(name) || !ServedToolNames.isOfOneServer(name, tool))
                .toList();
    }

    private static boolean hasResult(RunState state, String callId) {
        return state.events().stream()
                .anyMatch(event -> event instanceof ToolFinished(var id, var outcome) && id.equals(callId));
    }

    /** A tool that is gone is nobody's word. */
    private static boolean isTrusted(Toolbox tools, String name) {
        return tools.find(name).filter(ToolDefinition::isTrusted).isPresent();
    }
}
