package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.SqliteFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Each thread's own connection, made when it is first used, and again after one that can't be used any more. */
final class SqliteSessions {
    private static final long BUSY_NANOS = Duration.ofSeconds(5).toNanos();

    private final SqliteFailures failures;
    private final ThreadLocal<Optional<Session>> open = ThreadLocal.withInitial(Optional::empty);

    SqliteSessions(SqliteFailures failures) {
        this.failures = failures;
    }

    /** How a connection is made. */
    @FunctionalInterface
    interface Connector {
        Session connect() throws SQLException;
    }

    SqliteFailures failures() {
        return failures;
    }

    /** Begins a transaction. Another program may hold a lock for a moment, and SQLite itself when it recovers a log. */
    Session begin(Connector connector, String sql) {
        var session = session(connector);
        var deadline = System.nanoTime() + BUSY_NANOS;
        while (true) {
            try {
                session.begin(sql);
                return session;
            } catch (SQLException e) {
                if (!SqliteFailures.isBusy(e) || System.nanoTime() - deadline > 0) throw failures.of(e);
            }
        }
    }

    /** SQLite has rolled back by itself after some errors, and a connection that can't be cleared is not used again. */
    void rollBack(Session session) {
        try {
            session.end("ROLLBACK");
        } catch (SQLException e) {
            disconnect();
        }
    }

    /** Closes this thread's connection, where it has one. */
    void disconnect() {
        var known = open.get();
        open.remove();
        if (known.isEmpty()) return;
        try {
            known.get().close();
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    Session session(Connector connector) {
        var known = open.get();
        if (known.isPresent()) return known.get();
        try {
            var session = connector.connect();
            open.set(Optional.of(session));
            return session;
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }
}
