package io.mcpagent.testkit.transaction;

import io.mcpagent.domain.transaction.PendingCommit;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.function.Supplier;

/** Transactions over an {@link InMemoryStore}; bodies run on the calling thread. */
public final class InMemoryTransactions implements TransactionPort {
    private final InMemoryStore store;

    public InMemoryTransactions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public <T> T read(Supplier<T> body) {
        return store.read(body);
    }

    @Override
    public PendingCommit begin(Runnable body) {
        if (store.writing()) throw new IllegalStateException("a transaction can't be begun within another");
        write(body);
        return PendingCommit.kept();
    }

    @Override
    public <T> T write(Supplier<T> body) {
        if (!store.writing()) return store.write(body);
        try {
            return body.get();
        } catch (RuntimeException | Error e) {
            store.doom();
            throw e;
        }
    }
}
