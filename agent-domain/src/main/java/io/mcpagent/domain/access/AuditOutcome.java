package io.mcpagent.domain.access;

/** How what an audit entry tells of ended. */
public enum AuditOutcome {
    DONE,
    /** It was known who asks, and that they may not. */
    DENIED,
    /** It was not shown who asks, as by a wrong password. */
    FAILED
}
