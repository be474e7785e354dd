package io.mcpagent.adapter.persistence.transaction;

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

    /** SQLite's one thread writes in the order of the queue, into one log. */
    @Override
    public boolean isInOrder() {
        return database.dialect() == Dialect.SQLITE;
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
