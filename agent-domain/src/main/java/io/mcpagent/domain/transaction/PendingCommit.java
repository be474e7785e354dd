package io.mcpagent.domain.transaction;

import java.util.function.Consumer;

/**
 * A transaction that was handed in, and which may not be on the disk yet.
 *
 * @param waiting blocks until it is durable, and throws why it is not
 * @param onLoss takes what is to be run when it is known that nothing of it is kept
 */
public record PendingCommit(Runnable waiting, Consumer<Runnable> onLoss) {
    /** One that is durable. */
    public static PendingCommit kept() {
        return new PendingCommit(() -> {}, never -> {});
    }

    /**
     * Blocks until it is durable, and throws why it is not, such as what its body threw. An interrupt changes nothing but that
     * its flag is set on return.
     */
    public void await() {
        waiting.run();
    }

    /** Runs a body, on whatever thread, when it is known that nothing of the transaction is kept; never, when it is. */
    public void ifLost(Runnable body) {
        onLoss.accept(body);
    }
}
