package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEventJson;
import java.util.stream.Stream;

/** The events of a run, one object a line. */
final class RunLines {
    private RunLines() {}

    static Stream<Json.Obj> of(AskResult result) {
        var session = Json.of(result.conversation().value().toString());
        return result.events().stream().map(event -> of(event).with("session_id", session));
    }

    static Json.Obj of(RecordedEvent recorded) {
        var line = Json.object().with("event", Json.of(RunEventJson.kind(recorded.event())));
        for (var field : RunJson.of(recorded).members().entrySet()) {
            line = line.with(field.getKey(), field.getValue());
        }
        return line;
    }
}
