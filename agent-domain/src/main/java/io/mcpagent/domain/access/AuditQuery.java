package io.mcpagent.domain.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Which audit entries are looked for; all conditions have to hold.
 *
 * @param resourceKind with {@code resourceId}, or alone
 * @param from and later
 * @param until and earlier
 */
public record AuditQuery(
        Optional<UserId> user,
        Optional<AuditAction> action,
        Optional<String> resourceKind,
        Optional<String> resourceId,
        Optional<Instant> from,
        Optional<Instant> until) {
    public static final AuditQuery ALL = new AuditQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether an entry is one of them. */
    public boolean matches(AuditEntry entry) {
        return isOrAny(user, entry.actor().user())
                && isOrAny(action, Optional.of(entry.action()))
                && isOrAny(resourceKind, entry.resource().map(AuditedResource::kind))
                && isOrAny(resourceId, entry.resource().map(AuditedResource::id))
                && from.filter(entry.at()::isBefore).isEmpty()
                && until.filter(entry.at()::isAfter).isEmpty();
    }

    private static <T> boolean isOrAny(Optional<T> wanted, Optional<T> is) {
        return wanted.isEmpty() || wanted.equals(is);
    }
}
