package io.mcpagent.domain.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A use case could not go on. {@link #code()} is stable and for programs; the message is for people. */
public abstract sealed class AgentFailure extends RuntimeException
        permits InvalidRequest, Unauthenticated, Forbidden, NotFound, Conflict, LimitExceeded, UpstreamFailure {
    private static final long serialVersionUID = 1;

    private final String code;

    AgentFailure(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** In snake_case, as in {@code document_encrypted}. */
    public String code() {
        return code;
    }
}
