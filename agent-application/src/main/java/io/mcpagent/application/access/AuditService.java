package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditRepository.Order;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who did what, for those who may see it. */
public final class AuditService {
    private static final int AT_ONCE = 500;

    private final AuditRepository audit;
    private final Authorization authorization;

    public AuditService(AuditRepository audit, Authorization authorization) {
        this.audit = audit;
        this.authorization = authorization;
    }

    /** Returns when the caller may see the log; for who has to begin an answer before the first entry is read. */
    public void requireReads(Caller caller) {
        authorization.require(caller, Permission.READ_AUDIT);
    }

    /**
     * The newest first.
     *
     * @param behind only those that follow this one in that order
     */
    public List<AuditEntry> search(Caller caller, AuditQuery query, Optional<AuditEntryId> behind, int limit) {
        requireReads(caller);
        return audit.search(query, Order.NEWEST_FIRST, behind, limit);
    }

    /** Hands over all, the oldest first, as they are read; what is written meanwhile may be among them. */
    public void export(Caller caller, AuditQuery query, Consumer<? super AuditEntry> to) {
        requireReads(caller);
        var behind = Optional.<AuditEntryId>empty();
        while (true) {
            var page = audit.search(query, Order.OLDEST_FIRST, behind, AT_ONCE);
            page.forEach(to);
            if (page.size() < AT_ONCE) return;
            behind = Optional.of(page.getLast().id());
        }
    }

    /**
     * Looks whether anything was changed, dropped, added or moved since it was sealed.
     *
     * @param anchor a seal that was written down elsewhere: with it, a log that was cut off or made anew is told too
     */
    public AuditVerdict verify(Caller caller, Optional<AuditAnchor> anchor) {
        requireReads(caller);
        return new AuditVerification(audit, anchor).verdict();
    }
}
