package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import java.time.Instant;

/**
 * An event in its place in the log.
 *
 * @param payload the stored form, with whatever fields a newer binary wrote
 */
public record RecordedEvent(RunId run, long seq, Instant at, RunEvent event, Json.Obj payload) {}
