package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.List;
import java.util.Optional;

/**
 * Tells the audit log that the master key was followed by another, or those before it taken away. The keys are no records,
 * so that no transaction has both: whoever finds the keys changed, the command that did it or a server that runs, tells
 * what is not told yet. Nodes that find it at the same time tell it once.
 */
public final class MasterKeyTrail {
    private final AuditRepository audit;
    private final TransactionPort transactions;
    private final AuditTrail trail;
    private List<String> seen = List.of();

    public MasterKeyTrail(AuditRepository audit, TransactionPort transactions, AuditTrail trail) {
        this.audit = audit;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * What there is now.
     *
     * @param keys what the keys are known by, and not they; that which seals first
     */
    public synchronized void found(List<String> keys) {
        if (keys.equals(seen)) return;
        if (!keys.isEmpty())
            transactions.write(() -> {
                tell(keys);
                return true;
            });
        seen = List.copyOf(keys);
    }

    private void tell(List<String> keys) {
        // Whoever seals has this to themselves until the commit, and so has this.
        audit.lastSeal();
        var oldest = keys.getLast();
        var followed = !seen.isEmpty() && !seen.contains(oldest);
        if (followed) tellOnce(Audited.MASTER_KEY_ROTATED, oldest);
        // It followed another, which is not there any more.
        if (isTold(Audited.MASTER_KEY_ROTATED, oldest)) tellOnce(Audited.MASTER_KEYS_RETIRED, oldest);
        keys.subList(0, keys.size() - 1).reversed().forEach(key -> tellOnce(Audited.MASTER_KEY_ROTATED, key));
    }

    private void tellOnce(AuditAction action, String key) {
        if (!isTold(action, key)) trail.done(Caller.LOCAL_OWNER, action, Audited.masterKey(key));
    }

    private boolean isTold(AuditAction action, String key) {
        var resource = Audited.masterKey(key);
        var query = new AuditQuery(
                Optional.empty(),
                Optional.of(action),
                Optional.of(resource.kind()),
                Optional.of(resource.id()),
                Optional.empty(),
                Optional.empty());
        return !audit.search(query, AuditRepository.Order.OLDEST_FIRST, Optional.empty(), 1)
                .isEmpty();
    }
}
