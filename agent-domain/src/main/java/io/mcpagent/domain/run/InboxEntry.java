package io.mcpagent.domain.run;

import io.mcpagent.domain.access.Resource;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A question that waits for a person.
 *
 * @param owner of the run, who is asked
 */
public record InboxEntry(InputRequest request, RunId run, UserId owner, Instant askedAt) {
    public InboxEntry {
        askedAt = askedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** What access to it is decided by. */
    public Resource.Owned resource() {
        return new Resource.Owned(
                new ResourceId(
                        ResourceId.Kind.INPUT_REQUEST, request.id().value().toString()),
                owner);
    }
}
