package io.mcpagent.domain.failure;

import java.time.Duration;

/** It was asked for too often or too much; after a while it may be asked for again. */
public final class LimitExceeded extends AgentFailure {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public LimitExceeded(String code, String message, Duration retryAfter) {
        super(code, message, null);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
