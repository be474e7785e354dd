package io.mcpagent.domain.access;

import java.util.List;
import java.util.Optional;

/**
 * Audit entries and the seals over them; both are only ever added. Safe for use by many threads and nodes.
 *
 * <p>Within {@code TransactionPort.write} each call is part of that commit, so that an entry stands if and only if what it
 * tells of does.
 */
public interface AuditRepository {
    void append(AuditEntry entry);

    /**
     * Those that a query is for, by id, which is about by time.
     *
     * @param behind only those that follow this one in that order, whether it is there or not
     */
    List<AuditEntry> search(AuditQuery query, Order order, Optional<AuditEntryId> behind, int limit);

    /** Those that no seal has yet, the oldest first. */
    List<AuditEntry> unsealed(int limit);

    /** The newest; in a write, nobody else seals until it ends. */
    Optional<AuditSeal> lastSeal();

    /**
     * Adds the seal that follows the newest.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code sealed_meanwhile} when there is one of that number
     */
    void seal(AuditSeal seal);

    /**
     * In the order of their numbers.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code audit_unreadable}
     */
    List<AuditSeal> seals(long afterNumber, int limit);

    /**
     * The entries that say they are of one seal, by id: of the lowest number from the given one on that any says.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code audit_unreadable}
     */
    Optional<Sealed> sealed(long fromNumber);

    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    /** Entries, and the number of the seal that they say they are of. */
    record Sealed(long number, List<AuditEntry> entries) {
        public Sealed {
            entries = List.copyOf(entries);
        }
    }
}
