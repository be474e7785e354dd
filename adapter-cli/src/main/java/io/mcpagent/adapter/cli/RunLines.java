package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunJson;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEventJson;

/** An event of a run as a line. */
final class RunLines {
    private RunLines() {}

    static Json.Obj of(RecordedEvent recorded) {
        var line = Json.object().with("event", Json.of(RunEventJson.kind(recorded.event())));
        for (var field : RunJson.of(recorded).members().entrySet()) {
            line = line.with(field.getKey(), field.getValue());
        }
        return line;
    }
}
