package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolRound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a call asked people, read off the log. */
final class ToolRounds {
    private ToolRounds() {}

    /** Those that are answered wholly, the oldest first. When a call was begun anew, each round is the last of its number. */
    static List<ToolRound> of(RunState state, String callId) {
        var rounds = new TreeMap<Integer, LinkedHashMap<String, AskedByTool>>();
        for (var request : state.asked()) {
            if (request instanceof AskedByTool asked && asked.call().id().equals(callId))
                rounds.computeIfAbsent(asked.round(), round -> new LinkedHashMap<>())
                        .put(asked.question().key(), asked);
        }
        return rounds.values().stream()
                .map(round -> List.copyOf(round.values()))
                .flatMap(round -> round(state, round).stream())
                .toList();
    }

    private static Optional<ToolRound> round(RunState state, List<AskedByTool> asked) {
        var replies = new LinkedHashMap<String, ToolReply>();
        for (var request : asked) {
            var reply = reply(state, request);
            if (reply.isEmpty()) return Optional.empty();
            replies.put(request.question().key(), reply.get());
        }
        var questions = asked.stream().map(AskedByTool::question).toList();
        return Optional.of(new ToolRound(questions, asked.getLast().state(), replies));
    }

    private static Optional<ToolReply> reply(RunState state, AskedByTool request) {
        return state.answerTo(request.id()).flatMap(answer -> switch (answer) {
            case InputAnswer.Fill(var content) -> Optional.of(new ToolReply.Accepted(content));
            case InputAnswer.Visited visited -> Optional.of(new ToolReply.Accepted(Json.object()));
            case InputAnswer.Approve approve ->
                state.sampled(request.id()).map(ModelSampled::message).map(ToolReply.Accepted::new);
            case InputAnswer.Refuse no -> Optional.of(new ToolReply.Declined());
            case InputAnswer.NotAsked no -> Optional.of(new ToolReply.Declined());
            case InputAnswer.Expired expired -> Optional.of(new ToolReply.Dismissed());
            case InputAnswer.CallAgain again -> Optional.empty();
            case InputAnswer.TakeAsDone done -> Optional.empty();
        });
    }
}
