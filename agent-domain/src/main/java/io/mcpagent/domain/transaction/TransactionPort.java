package io.mcpagent.domain.transaction;

import java.util.function.Supplier;

/**
 * Commit points. Repositories called in a body use its connection; the body calls only storage ports and is short.
 *
 * <p>A nested {@code write} joins the outer one. A body that throws leaves nothing behind, and what it threw is
 * rethrown; an outer body that swallows what a nested one threw fails at its end, with an
 * {@link IllegalStateException}. The body may run on a thread of the adapter, where an interrupt of the caller does not
 * reach it.
 */
public interface TransactionPort {
    /** One consistent snapshot for all reads of the body; a body that writes is a programmer's mistake. */
    <T> T read(Supplier<T> body);

    /** All or nothing, durable on return. */
    <T> T write(Supplier<T> body);

    /**
     * The same, but that it may return before it is durable, and before the body has run; throws what that threw, here or where
     * the commit is awaited. A write that is handed in from then on sees what it did, and is kept only if it is. Not within
     * another transaction.
     */
    PendingCommit begin(Runnable body);

    default void write(Runnable body) {
        Supplier<Boolean> supplier = () -> {
            body.run();
            return Boolean.TRUE;
        };
        write(supplier);
    }
}
