package io.mcpagent.adapter.persistence.failure;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an error of a database means. */
public interface Failures {
    /** A {@link ConstraintViolated}, or a failure that says what to do. */
    RuntimeException of(SQLException error);

    /** For what no database has said, but something on the way to it. */
    UpstreamFailure unusable(Exception error);

    /** The first error of the database among the causes of what a library threw. */
    default RuntimeException of(RuntimeException thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error) return of(error);
        }
        return unusable(thrown);
    }
}
