package io.mcpagent.application.run;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputJson;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.run.RunSummary;
import java.util.Locale;

/** Runs as programs read them, the same over HTTP and on the command line. */
public final class RunJson {
    private RunJson() {}

    /** What a stream calls an event: as the log does, but that it says what to do about text that is void. */
    public static String name(RecordedEvent recorded) {
        return recorded.event() instanceof ModelAbandoned ? "text.reset" : RunEventJson.kind(recorded.event());
    }

    /** The payload, with the run, the number and the time. */
    public static Json.Obj of(RecordedEvent recorded) {
        return recorded.payload()
                .with("run_id", Json.of(recorded.run().value().toString()))
                .with("seq", Json.of(recorded.seq()))
                .with("at", Json.of(recorded.at()));
    }

    public static Json.Obj of(RunSummary run) {
        return Json.object()
                .with("id", Json.of(run.id().value().toString()))
                .with("session_id", Json.of(run.conversation().value().toString()))
                .with("question", Json.of(run.question()))
                .with("status", Json.of(run.status().name().toLowerCase(Locale.ROOT)))
                .with("last_seq", Json.of(run.lastSeq()))
                .with("started_at", Json.of(run.startedAt()))
                .with("updated_at", Json.of(run.lastAt()));
    }

    public static Json.Obj of(InboxEntry entry) {
        return Json.object()
                .with("id", Json.of(entry.request().id().value().toString()))
                .with("run_id", Json.of(entry.run().value().toString()))
                .with("asked_at", Json.of(entry.askedAt()))
                .with("request", InputJson.of(entry.request()));
    }
}
