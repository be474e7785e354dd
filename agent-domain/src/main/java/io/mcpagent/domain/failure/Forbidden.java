package io.mcpagent.domain.failure;

/** Who asks is known, and may not do this. */
public final class Forbidden extends AgentFailure {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason why, in words that are for the log alone */
    public Forbidden(String code, String message, String reason) {
        super(code, message, null);
        this.reason = reason;
    }

    /** For the log: who asks is not told, as that would help to guess. */
    public String reason() {
        return reason;
    }
}
