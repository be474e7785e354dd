package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.domain.transaction.TransactionPort;
import java.util.function.Supplier;

/** Transactions of a {@link Database}; bodies run on its threads. */
public final class SqliteTransactions implements TransactionPort {
    private final Database database;

    public SqliteTransactions(Database database) {
        this.database = database;
    }

    @Override
    public <T> T read(Supplier<T> body) {
        return database.read(session -> body.get());
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
