package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.Failures;
import io.mcpagent.adapter.persistence.failure.SqliteFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;

/** One platform thread that writes, and a few that read, each with a connection of its own. */
final class SqliteConnections implements Connections {
    private static final int READERS = 4;
    private static final long BUSY_NANOS = Duration.ofSeconds(5).toNanos();

    private final SqliteConnector connector;
    private final SqliteFailures failures;
    private final ThreadLocal<Optional<Session>> open = ThreadLocal.withInitial(Optional::empty);
    private final ConnectionThreads writer;
    private final ConnectionThreads readers;

    SqliteConnections(SqliteConnector connector) {
        this.connector = connector;
        failures = new SqliteFailures(connector.file());
        writer = ConnectionThreads.platform("sqlite-writer", 1, this::disconnect);
        readers = ConnectionThreads.platform("sqlite-reader", READERS, this::disconnect);
    }

    @Override
    public <T> T read(Function<Session, T> body) {
        return readers.call(() -> reading(body));
    }

    @Override
    public <T> T write(Function<Session, T> body) {
        return writer.call(() -> writing(body));
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
        writer.close();
    }

    private <T> T reading(Function<Session, T> body) {
        var session = session(connector::reader);
        // A deferred transaction has no snapshot until it reads something.
        begin(session, "BEGIN");
        try {
            session.first("SELECT 1 FROM sqlite_schema", row -> row.getInt(1));
            return body.apply(session);
        } finally {
            rollBack(session);
        }
    }

    private <T> T writing(Function<Session, T> body) {
        var session = session(connector::writer);
        begin(session, "BEGIN IMMEDIATE");
        var committed = false;
        try {
            var result = body.apply(session);
            commit(session);
            committed = true;
            return result;
        } finally {
            if (!committed) rollBack(session);
        }
    }

    /** Another program may hold a lock for a moment, and SQLite itself when it recovers a log. */
    private void begin(Session session, String sql) {
        var deadline = System.nanoTime() + BUSY_NANOS;
        while (true) {
            try {
                session.begin(sql);
                return;
            } catch (SQLException e) {
                if (!SqliteFailures.isBusy(e) || System.nanoTime() - deadline > 0) throw failures.of(e);
            }
        }
    }

    private void commit(Session session) {
        try {
            session.end("COMMIT");
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    /** SQLite has rolled back by itself after some errors, and a connection that can't be cleared is not used again. */
    private void rollBack(Session session) {
        try {
            session.end("ROLLBACK");
        } catch (SQLException e) {
            disconnect();
        }
    }

    private Session session(Callable<Session> connect) {
        var known = open.get();
        if (known.isPresent()) return known.get();
        try {
            var session = connect.call();
            open.set(Optional.of(session));
            return session;
        } catch (SQLException e) {
            throw failures.of(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void disconnect() {
        var known = open.get();
        open.remove();
        if (known.isEmpty()) return;
        try {
            known.get().close();
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }
}
