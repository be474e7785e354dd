package io.mcpagent.domain.failure;

import org.jspecify.annotations.Nullable;

/** The caller may not do this. */
public final class Forbidden extends AgentFailure {
    private static final long serialVersionUID = 1;

    public Forbidden(String code, String message) {
        this(code, message, null);
    }

    public Forbidden(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
