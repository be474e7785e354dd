package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.Failures;
import io.mcpagent.adapter.persistence.failure.SqliteFailures;
import io.mcpagent.domain.transaction.PendingCommit;
import java.util.function.Function;
import javax.sql.DataSource;

/** One platform thread that writes, and a few that read, each with a connection of its own. */
final class SqliteConnections implements Connections {
    private static final int READERS = 4;

    private final SqliteConnector connector;
    private final SqliteFailures failures;
    private final SqliteSessions sessions;
    private final SqliteCheckpoints checkpoints;
    private final SqliteWriter writer;
    private final ConnectionThreads readers;

    SqliteConnections(SqliteConnector connector) {
        this.connector = connector;
        failures = new SqliteFailures(connector.file());
        sessions = new SqliteSessions(failures);
        checkpoints = new SqliteCheckpoints(sessions, connector::writer);
        writer = new SqliteWriter(sessions, connector::writer, checkpoints);
        readers = ConnectionThreads.platform("sqlite-reader", READERS, sessions::disconnect);
    }

    @Override
    public <T> T read(Function<Session, T> body) {
        return readers.call(() -> reading(body));
    }

    @Override
    public <T> T write(Function<Session, T> body) {
        return writer.write(body);
    }

    @Override
    public PendingCommit begin(Function<Session, ?> body) {
        return writer.begin(body);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Failures failures() {
        return failures;
    }

    @Override
    public String place() {
        return connector.file().toString();
    }

    @Override
    public DataSource forMigrations() {
        return connector.dataSource();
    }

    @Override
    public void close() {
        readers.close();
        checkpoints.close();
        writer.close();
    }

    private <T> T reading(Function<Session, T> body) {
        // A deferred transaction has no snapshot until it reads something.
        var session = sessions.begin(connector::reader, "BEGIN");
        try {
            session.first("SELECT 1 FROM sqlite_schema", row -> row.getInt(1));
            return body.apply(session);
        } finally {
            sessions.rollBack(session);
        }
    }
}
