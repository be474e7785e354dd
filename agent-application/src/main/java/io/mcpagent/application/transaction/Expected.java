package io.mcpagent.application.transaction;

import io.mcpagent.domain.failure.Conflict;
import java.util.Optional;

/**
 * What somebody who changes a thing takes it to be. It is asked in the transaction of the change, of the thing as it is
 * there, so that of two who saw the same one comes second and is told.
 */
@FunctionalInterface
public interface Expected<T> {
    /** Of one who takes it as it comes. */
    static <T> Expected<T> anything() {
        return current -> true;
    }

    /**
     * Whether the thing is so.
     *
     * @param current empty where there is none
     */
    boolean isMetBy(Optional<T> current);

    /**
     * Lets only a thing through that is so.
     *
     * @throws Conflict with code {@code precondition_failed}
     */
    default void require(Optional<T> current) {
        if (!isMetBy(current))
            throw new Conflict(
                    "precondition_failed",
                    "It is not as the request expects it to be; nothing was changed. Get it again, and repeat what is still needed.");
    }
}
