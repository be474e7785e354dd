package io.mcpagent.domain.failure;

import org.jspecify.annotations.Nullable;

/** What was asked for, or handed in, can't be used; asking again the same way fails again. */
public final class InvalidRequest extends AgentFailure {
    private static final long serialVersionUID = 1;

    public InvalidRequest(String code, String message) {
        this(code, message, null);
    }

    public InvalidRequest(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
