package io.mcpagent.domain.transaction;

/** A transaction whose body has run, and which may not be on the disk yet. */
public interface PendingCommit<T> {
    /** What the body returned; whether it is kept is another matter. */
    T result();

    /**
     * Blocks until it is durable, and throws why it is not. An interrupt changes nothing but that its flag is set on return.
     */
    void await();

    /** Runs a body, on whatever thread, when it is known that nothing of the transaction is kept; never, when it is. */
    void ifLost(Runnable body);

    /** One that is durable. */
    static <T> PendingCommit<T> kept(T result) {
        return new PendingCommit<>() {
            @Override
            public T result() {
                return result;
            }

            @Override
            public void await() {
                // It is.
            }

            @Override
            public void ifLost(Runnable body) {
                // It is not.
            }
        };
    }
}
