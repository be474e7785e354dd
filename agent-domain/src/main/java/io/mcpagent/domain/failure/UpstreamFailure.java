package io.mcpagent.domain.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that the platform relies on (a model, the disk, the database, the index) could not do its part. */
public final class UpstreamFailure extends AgentFailure {
    private static final long serialVersionUID = 1;

    private final boolean retryable;
    /** A plain field, as a failure is serializable and an {@code Optional} is not. */
    private final @Nullable Duration retryAfter;

    public UpstreamFailure(String code, String message, boolean retryable) {
        this(code, message, retryable, null);
    }

    public UpstreamFailure(String code, String message, boolean retryable, @Nullable Throwable cause) {
        this(code, message, retryable, null, cause);
    }

    private UpstreamFailure(
            String code, String message, boolean retryable, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(code, message, cause);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** One that the other side asked not to be troubled again with before that time. */
    public static UpstreamFailure notBefore(Duration retryAfter, String code, String message) {
        return new UpstreamFailure(code, message, true, retryAfter, null);
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** How long to wait before the same call is made again; empty where the other side did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
