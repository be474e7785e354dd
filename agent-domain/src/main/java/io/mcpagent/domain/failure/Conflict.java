package io.mcpagent.domain.failure;

import org.jspecify.annotations.Nullable;

/** The state of things forbids it now: somebody else holds it, or it changed meanwhile. */
public final class Conflict extends AgentFailure {
    private static final long serialVersionUID = 1;

    public Conflict(String code, String message) {
        this(code, message, null);
    }

    public Conflict(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
