package io.mcpagent.adapter.persistence.failure;

import java.sql.SQLException;

/** A row does not fit the others; whoever wrote it knows which failure that means to a caller. */
public final class ConstraintViolated extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConstraintViolated(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
