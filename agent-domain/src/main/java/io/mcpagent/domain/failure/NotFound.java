package io.mcpagent.domain.failure;

import org.jspecify.annotations.Nullable;

/** What was named does not exist, or not for this caller. */
public final class NotFound extends AgentFailure {
    private static final long serialVersionUID = 1;

    public NotFound(String code, String message) {
        this(code, message, null);
    }

    public NotFound(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
