package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import java.util.List;

/** Runs, of this machine or of a server. */
interface Runs {
    /** As the API writes them, the newest first. */
    List<Json.Obj> runs(int limit);

    /** What happened up to now. */
    List<RecordedEvent> events(RunId id);

    /** What became of it, as the API writes it. */
    Json.Obj cancel(RunId id);
}
