package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditEntryId;
import java.util.Optional;

/** What a check of the audit log found. */
public sealed interface AuditVerdict {
    /**
     * Nothing was changed, as far as it can be seen.
     *
     * @param entries that have a seal
     * @param unsealed that have none yet, and so no protection
     * @param anchor the newest seal, to be kept elsewhere; empty where there is none yet
     */
    record Intact(long entries, long seals, long unsealed, Optional<AuditAnchor> anchor) implements AuditVerdict {}

    /**
     * The first thing that is not as it was sealed.
     *
     * @param seal the number of the seal to which it belongs
     * @param entry empty where it is the seal itself
     */
    record Broken(Finding finding, long seal, Optional<AuditEntryId> entry, String message) implements AuditVerdict {}

    enum Finding {
        CHANGED,
        MISSING,
        ADDED,
        REORDERED,
        /** The end is missing. */
        TRUNCATED
    }
}
