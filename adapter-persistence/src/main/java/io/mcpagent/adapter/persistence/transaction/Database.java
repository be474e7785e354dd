package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.SqliteFailures;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * One SQLite database: one thread that writes, a few that read. What a transaction's body calls on the same thread is
 * part of the transaction.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final long BUSY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Connector connector;
    private final ThreadLocal<Optional<Session>> open = ThreadLocal.withInitial(Optional::empty);
    private final ThreadLocal<Optional<Active>> active = ThreadLocal.withInitial(Optional::empty);
    private final ConnectionThreads writer;
    private final ConnectionThreads readers;

    private record Active(Session session, boolean writes) {}

    public Database(Path file) {
        connector = new Connector(file);
        writer = new ConnectionThreads("sqlite-writer", 1, this::disconnect);
        readers = new ConnectionThreads("sqlite-reader", READERS, this::disconnect);
    }

    public Path file() {
        return connector.file();
    }

    /** For migrations, while nothing else is going on. */
    public DataSource dataSource() {
        return connector.dataSource();
    }

    /** Runs a body that reads: in the transaction that this thread is in, or else on a snapshot of its own. */
    public <T> T read(Function<Session, T> body) {
        var outer = active.get();
        if (outer.isPresent()) return body.apply(outer.get().session);
        return readers.call(() -> reading(body));
    }

    /** Runs a body that writes: in the transaction that this thread is in, or else in one of its own. */
    public <T> T write(Function<Session, T> body) {
        var outer = active.get();
        if (outer.isEmpty()) return writer.call(() -> writing(body));
        if (!outer.get().writes) throw new IllegalStateException("a body that was given to read may not write");
        return body.apply(outer.get().session);
    }

    /** Waits for the transactions that are under way. */
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
            return within(new Active(session, false), body);
        } finally {
            rollBack(session);
        }
    }

    private <T> T writing(Function<Session, T> body) {
        var session = session(connector::writer);
        begin(session, "BEGIN IMMEDIATE");
        var committed = false;
        try {
            var result = within(new Active(session, true), body);
            if (session.isSpoilt())
                throw new IllegalStateException("a part of the transaction failed, so nothing of it was kept");
            commit(session);
            committed = true;
            return result;
        } finally {
            if (!committed) rollBack(session);
        }
    }

    private <T> T within(Active transaction, Function<Session, T> body) {
        active.set(Optional.of(transaction));
        try {
            return body.apply(transaction.session);
        } finally {
            active.remove();
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
                if (!SqliteFailures.isBusy(e) || System.nanoTime() - deadline > 0)
                    throw SqliteFailures.of(e, connector.file());
            }
        }
    }

    private void commit(Session session) {
        try {
            session.end("COMMIT");
        } catch (SQLException e) {
            throw SqliteFailures.of(e, connector.file());
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
            throw SqliteFailures.of(e, connector.file());
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
            throw SqliteFailures.of(e, connector.file());
        }
    }

    void spoil() {
        active.get().ifPresent(transaction -> transaction.session.spoil());
    }

    boolean isWriting() {
        return active.get().map(Active::writes).orElse(false);
    }
}
