package io.mcpagent.domain.run;

import io.mcpagent.domain.access.Resource;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.InvalidRequest;
import java.time.Instant;

/**
 * A run without its events.
 *
 * @param lastSeq the number of its last event, at {@code lastAt}
 */
public record RunSummary(
        RunId id,
        ConversationId conversation,
        UserId owner,
        String question,
        Instant startedAt,
        Status status,
        long lastSeq,
        Instant lastAt) {
    /**
     * The place, which the run has come to.
     *
     * @throws InvalidRequest with code {@code stream_position_unknown} for one that it has not
     */
    public StreamPosition reached(StreamPosition place) {
        if (place.seq() > lastSeq)
            throw new InvalidRequest(
                    "stream_position_unknown",
                    "The run has %d events so far; there is no number %d.".formatted(lastSeq, place.seq()));
        return place;
    }

    /** What its last event says. */
    public enum Status {
        RUNNING,
        /** Waits for a person. */
        PARKED,
        COMPLETED,
        FAILED,
        CANCELLED;

        /** The status behind an event of a kind, as {@link RunEventJson#kind} names it. */
        public static Status after(String lastKind) {
            return switch (lastKind) {
                case "run.parked" -> PARKED;
                case "answer.completed" -> COMPLETED;
                case "run.failed" -> FAILED;
                case "run.cancelled" -> CANCELLED;
                default -> RUNNING;
            };
        }

        public boolean isEnd() {
            return this != RUNNING && this != PARKED;
        }
    }

    /** What access to it is decided by. */
    public Resource.Owned resource() {
        return new Resource.Owned(new ResourceId(ResourceId.Kind.RUN, id.value().toString()), owner);
    }
}
