package io.mcpagent.domain.run;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.task.Claim;
import java.util.List;
import java.util.Optional;

/** The run log. */
public interface RunRepository {
    /**
     * Appends events of one run, by {@link RecordedEvent#after}. A log begins with {@code RunStarted}.
     *
     * @param lease on the task that drives this run
     * @throws io.mcpagent.domain.failure.Conflict with code {@code stale_lease} when the lease is not the newest on its
     *     task, {@code unexpected_seq} when the log does not end where they begin; nothing is appended then
     */
    void append(Claim lease, List<RecordedEvent> events);

    /**
     * Events after a number, in order.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code newer_version_needed} when one is of a kind or
     *     version that this binary does not know
     */
    List<RecordedEvent> read(RunId run, long after);

    Optional<RunSummary> find(RunId run);

    /**
     * Somebody's runs, the newest first.
     *
     * @param before only older ones than this
     */
    List<RunSummary> of(UserId owner, Optional<RunId> before, int limit);

    /** Those of a conversation, the oldest first. */
    List<RunSummary> in(ConversationId conversation);

    /** With their events. */
    void deleteOf(ConversationId conversation);
}
