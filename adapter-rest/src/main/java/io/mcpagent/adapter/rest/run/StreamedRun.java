package io.mcpagent.adapter.rest.run;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import java.time.Duration;

/**
 * A run on its way to a client.
 *
 * @param patience after which silence a comment goes out
 */
public record StreamedRun(
        EventStream stream, RunId run, ConversationId conversation, Duration patience, boolean leavesWhenParked)
        implements RunFollower {
    /** Keeps proxies from closing what is silent. */
    public static final Duration AWAKE = Duration.ofSeconds(15);
    /** Where a client that leaves is to be noticed soon. */
    public static final Duration WATCHFUL = Duration.ofSeconds(2);

    @Override
    public void event(RecordedEvent recorded) {
        stream.event(Long.toString(recorded.seq()), RunJson.name(recorded), inSession(recorded, conversation));
    }

    /** The event's data, as a stream or an answer has it. */
    public static Json.Obj inSession(RecordedEvent recorded, ConversationId conversation) {
        return RunJson.of(recorded)
                .with("session_id", Json.of(conversation.value().toString()));
    }

    @Override
    public void text(StreamPosition at, String text) {
        stream.event(
                at.toString(),
                "text.delta",
                Json.object().with("run_id", Json.of(run.value().toString())).with("text", Json.of(text)));
    }

    @Override
    public void idle() {
        stream.comment("awake");
    }
}
