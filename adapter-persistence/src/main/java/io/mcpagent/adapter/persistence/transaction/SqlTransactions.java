package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.domain.transaction.PendingCommit;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.function.Supplier;

/** Transactions of a {@link Database}; bodies run on the threads of its connections. */
public final class SqlTransactions implements TransactionPort {
    private final Database database;

    public SqlTransactions(Database database) {
        this.database = database;
    }

    @Override
    public <T> T read(Supplier<T> body) {
        return database.read(session -> body.get());
    }

    @Override
    public PendingCommit begin(Runnable body) {
        return database.begin(session -> {
            body.run();
            return true;
        });
    }

    @Override
    public <T> T write(Supplier<T> body) {
        if (!database.isWriting()) return database.write(session -> body.get());
        try {
            return body.get();
        } catch (RuntimeException | Error e) {
            database.spoil();
            throw e;
        }
    }
}
