package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEventJson;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** The events of a run as lines. */
final class RunJson {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private RunJson() {}

    static Stream<Json.Obj> of(AskResult result) {
        var session = Json.of(result.conversation().value().toString());
        return result.events().stream().map(event -> of(event).with("session_id", session));
    }

    private static Json.Obj of(RecordedEvent recorded) {
        var line = Json.object().with("event", Json.of(RunEventJson.kind(recorded.event())));
        for (var field : recorded.payload().members().entrySet()) {
            line = line.with(field.getKey(), field.getValue());
        }
        return line.with("run_id", Json.of(recorded.run().value().toString()))
                .with("seq", Json.of(recorded.seq()))
                .with("at", Json.of(MILLISECONDS.format(recorded.at())));
    }
}
