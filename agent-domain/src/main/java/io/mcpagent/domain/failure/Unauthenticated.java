package io.mcpagent.domain.failure;

/** Who asks did not show who they are, or not with what is valid now. */
public final class Unauthenticated extends AgentFailure {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason why, in words that are for the log alone */
    public Unauthenticated(String code, String message, String reason) {
        super(code, message, null);
        this.reason = reason;
    }

    /** For the log: who asks is not told, as that would help to guess. */
    public String reason() {
        return reason;
    }
}
