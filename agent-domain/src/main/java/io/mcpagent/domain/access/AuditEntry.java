package io.mcpagent.domain.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One immutable fact about who did what with which: ids, and never content.
 *
 * @param at to the microsecond, as it is stored and hashed
 */
public record AuditEntry(
        AuditEntryId id,
        Instant at,
        AuditActor actor,
        AuditAction action,
        Optional<AuditedResource> resource,
        AuditOutcome outcome) {
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Of everything in it, so that nothing can be changed that the hash would not show. */
    public AuditHash hash() {
        return new AuditDigest()
                .add("entry")
                .add(id.value().toString())
                .add(at)
                .add(actor.user().map(UserId::value))
                .add(actor.key().map(key -> key.value().toString()))
                .add(actor.request())
                .add(action.name())
                .add(resource.map(AuditedResource::kind))
                .add(resource.map(AuditedResource::id))
                .add(outcome.name())
                .hash();
    }
}
