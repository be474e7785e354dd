package io.mcpagent.domain.run;

import io.mcpagent.domain.access.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The questions to people that wait for an answer. Those that have one are in the logs of their runs alone. */
public interface InboxRepository {
    void add(List<InboxEntry> entries);

    /** Those of a person, the oldest first. */
    List<InboxEntry> of(UserId owner);

    Optional<InboxEntry> find(InputRequestId id);

    /** Those whose time to be answered is over, some of them, the longest first. */
    List<InboxEntry> expired(Instant now);

    /** It is answered. */
    void remove(InputRequestId id);

    /** Nobody needs to answer any of a run's. */
    void removeOf(RunId run);
}
