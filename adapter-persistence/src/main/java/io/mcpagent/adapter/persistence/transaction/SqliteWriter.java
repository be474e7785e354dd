package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.transaction.WriteQueue.Waiting;
import io.mcpagent.domain.transaction.PendingCommit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The one thread that writes, which nobody interrupts. What waits is written in one transaction of SQLite's, so that one
 * flush to the disk pays for all of it (group commit), and nobody hears of an end before that. Each is whole by itself all
 * the same: when one fails, all is undone, and those before it are written again, statement by statement, which has the same
 * result as nobody else writes. Savepoints would have the pages that change copied, into a file where they are many, for
 * what hardly ever happens. Only what ends SQLite's transaction as such, as a full disk may, ends all that is in it.
 */
final class SqliteWriter implements AutoCloseable {
    private static final String BEGIN = "BEGIN IMMEDIATE";
    private static final int MOST_AT_ONCE = 64;
    /** Whoever came first is not to wait much longer than for the disk. */
    private static final long LONGEST_NANOS = Duration.ofMillis(2).toNanos();

    private final SqliteSessions sessions;
    private final SqliteSessions.Connector connector;
    private final SqliteCheckpoints checkpoints;
    private final WriteQueue queue = new WriteQueue();
    private final Thread thread;

    SqliteWriter(SqliteSessions sessions, SqliteSessions.Connector connector, SqliteCheckpoints checkpoints) {
        this.sessions = sessions;
        this.connector = connector;
        this.checkpoints = checkpoints;
        // A daemon: a process that ends without closing loses nothing that was committed.
        this.thread = Thread.ofPlatform().daemon().name("sqlite-writer").start(this::run);
    }

    /** Runs a body in a transaction, and returns when that is on the disk. */
    <T> T write(Function<Session, T> body) {
        return queue.call(body);
    }

    /** The same, and returns when it is handed in: what is handed in from then on comes behind it, in the same log. */
    PendingCommit begin(Function<Session, ?> body) {
        return queue.begin(body);
    }

    /** Waits for what was handed in. */
    @Override
    public void close() {
        queue.close();
        ConnectionThreads.join(thread);
    }

    private void run() {
        try {
            for (var next = queue.take(); next.isPresent(); next = queue.take()) writeOrTell(next.get());
        } finally {
            sessions.disconnect();
        }
    }

    /** Whatever happens, such as that no memory is left for a moment, the next is written: nobody else does. */
    private void writeOrTell(Waiting<?> first) {
        try {
            write(first);
        } catch (RuntimeException | Error lost) {
            first.lose(lost);
            first.tell();
        }
    }

    private void write(Waiting<?> first) {
        var group = new ArrayList<Waiting<?>>(List.of(first));
        try {
            commit(group, first);
        } catch (SQLException lost) {
            group.forEach(each -> each.lose(sessions.failures().of(lost)));
        } catch (RuntimeException | Error lost) {
            group.forEach(each -> each.lose(lost));
        } finally {
            group.forEach(Waiting::tell);
        }
    }

    /** When the first one fails, no other has begun yet, and all is undone. */
    private void commit(List<Waiting<?>> group, Waiting<?> first) throws SQLException {
        var session = sessions.begin(connector, BEGIN);
        var committed = false;
        try {
            if (!first.run(session)) return;
            fill(group, session);
            session.end("COMMIT");
            committed = true;
            checkpoints.written(group.size());
        } finally {
            try {
                if (!committed) sessions.rollBack(session);
            } finally {
                session.ended();
            }
        }
    }

    /** With those that came meanwhile, up to one that fails, or that can't be written again. */
    private void fill(List<Waiting<?>> group, Session session) throws SQLException {
        var begin = System.nanoTime();
        while (session.written().isWhole()
                && group.size() < MOST_AT_ONCE
                && System.nanoTime() - begin < LONGEST_NANOS) {
            var next = queue.poll();
            if (next.isEmpty()) return;
            group.add(next.get());
            var writes = session.written().size();
            if (next.get().run(session)) continue;
            undo(next.get(), session, writes);
            return;
        }
    }

    private void undo(Waiting<?> failed, Session session, int writes) throws SQLException {
        try {
            session.end("ROLLBACK");
        } catch (SQLException gone) {
            // SQLite has ended the transaction by itself, and the others are to hear why.
            throw errorOf(failed).orElse(gone);
        }
        sessions.begin(connector, BEGIN).repeat(writes);
    }

    private static Optional<SQLException> errorOf(Waiting<?> failed) {
        return Stream.iterate(failed.failure(), Optional::isPresent, known -> known.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }
}
