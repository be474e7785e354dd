package io.mcpagent.domain.failure;

import org.jspecify.annotations.Nullable;

/** Something that the platform relies on (a model, the disk, the database, the index) could not do its part. */
public final class UpstreamFailure extends AgentFailure {
    private static final long serialVersionUID = 1;

    private final boolean retryable;

    public UpstreamFailure(String code, String message, boolean retryable) {
        this(code, message, retryable, null);
    }

    public UpstreamFailure(String code, String message, boolean retryable, @Nullable Throwable cause) {
        super(code, message, cause);
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
