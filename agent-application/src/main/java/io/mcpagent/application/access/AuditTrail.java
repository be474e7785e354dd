package io.mcpagent.application.access;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.Caller;
import java.time.InstantSource;
import java.util.Optional;

/** Where use cases leave what they did, and for whom. */
public final class AuditTrail {
    private final AuditRepository audit;
    private final IdSource ids;
    private final InstantSource clock;

    public AuditTrail(AuditRepository audit, IdSource ids, InstantSource clock) {
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    static AuditTrail of(AccessPorts ports, AccessSources sources) {
        return new AuditTrail(ports.audit(), sources.ids(), sources.clock());
    }

    /** Called in the transaction of the change, so that both stand or neither. */
    public void done(Caller caller, AuditAction action, AuditedResource resource) {
        done(AuditActor.of(caller), action, resource);
    }

    /** The same for somebody who is no caller yet. */
    public void done(AuditActor actor, AuditAction action, AuditedResource resource) {
        append(actor, action, Optional.of(resource), AuditOutcome.DONE);
    }

    /** The same for somebody who could not show who they are; of whom nothing is known but, maybe, whom they meant. */
    public void failed(AuditActor actor, AuditAction action, Optional<AuditedResource> resource) {
        append(actor, action, resource, AuditOutcome.FAILED);
    }

    private void append(
            AuditActor actor, AuditAction action, Optional<AuditedResource> resource, AuditOutcome outcome) {
        append(entry(actor, action, resource, outcome));
    }

    /** One that is appended later, as of now. */
    AuditEntry entryOfDenial(AuditActor actor, AuditAction action, AuditedResource resource) {
        return entry(actor, action, Optional.of(resource), AuditOutcome.DENIED);
    }

    void append(AuditEntry entry) {
        audit.append(entry);
    }

    private AuditEntry entry(
            AuditActor actor, AuditAction action, Optional<AuditedResource> resource, AuditOutcome outcome) {
        return new AuditEntry(new AuditEntryId(ids.next()), clock.instant(), actor, action, resource, outcome);
    }
}
