package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An event in its place in the log.
 *
 * @param payload the stored form, with whatever fields a newer binary wrote
 */
public record RecordedEvent(RunId run, long seq, Instant at, RunEvent event, Json.Obj payload) {
    /**
     * Events that all happen now, as they are to stand in a log.
     *
     * @param last number in the log, 0 for none
     */
    public static List<RecordedEvent> after(RunId run, long last, Instant now, List<RunEvent> events) {
        var at = now.truncatedTo(ChronoUnit.MICROS);
        return IntStream.range(0, events.size())
                .mapToObj(i ->
                        new RecordedEvent(run, last + 1 + i, at, events.get(i), RunEventJson.payload(events.get(i))))
                .toList();
    }
}
