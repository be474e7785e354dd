package io.mcpagent.adapter.persistence.failure;

import java.sql.SQLException;

/** A row does not fit the others; whoever wrote it knows which failure that means to a caller. */
public final class ConstraintViolated extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean reference;

    ConstraintViolated(SQLException cause, boolean reference) {
        super(cause.getMessage(), cause);
        this.reference = reference;
    }

    /** Whether what the row refers to is not there; else there is another row like it. */
    public boolean isReference() {
        return reference;
    }
}
