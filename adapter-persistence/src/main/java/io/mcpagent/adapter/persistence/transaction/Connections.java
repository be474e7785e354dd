package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.Failures;
import io.mcpagent.domain.transaction.PendingCommit;
import java.util.function.Function;
import javax.sql.DataSource;

/** How a database is reached: on which connection, and on which thread, a transaction runs. */
interface Connections extends AutoCloseable {
    /** Runs a body on one snapshot. An interrupt of the caller changes nothing but that its flag is set on return. */
    <T> T read(Function<Session, T> body);

    /** The same for a body that writes: all of it is kept, or nothing when it throws. */
    <T> T write(Function<Session, T> body);

    /** The same; where writes follow each other, it returns when it is handed in. */
    PendingCommit begin(Function<Session, ?> body);

    Dialect dialect();

    Failures failures();

    /** The database's name for people. */
    String place();

    /** For migrations, while nothing else is going on: without limits of time. */
    DataSource forMigrations();

    /** Waits for the transactions that are under way. */
    @Override
    void close();
}
