package io.mcpagent.adapter.persistence.transaction;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings what was committed from SQLite's log into the database while others go on writing, on a thread of its own, so that
 * none of them waits for it. The writer itself is left with what came meanwhile, when the log is long.
 *
 * @see <a href="https://sqlite.org/wal.html#ckpt">Checkpoints of SQLite</a>
 */
final class SqliteCheckpoints implements AutoCloseable {
    private static final int TRANSACTIONS = 500;

    private final SqliteSessions sessions;
    private final SqliteSessions.Connector connector;
    private final AtomicInteger written = new AtomicInteger();
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    SqliteCheckpoints(SqliteSessions sessions, SqliteSessions.Connector connector) {
        this.sessions = sessions;
        this.connector = connector;
        this.thread = Thread.ofPlatform().daemon().name("sqlite-checkpoints").start(this::run);
    }

    /** So many transactions were committed. */
    void written(int transactions) {
        if (written.addAndGet(transactions) < TRANSACTIONS) return;
        written.set(0);
        due.release();
    }

    private void run() {
        try {
            while (!closed) {
                due.acquireUninterruptibly();
                due.drainPermits();
                if (!closed) checkpoint();
            }
        } finally {
            sessions.disconnect();
        }
    }

    /** What fails here fails for whoever writes next as well, who is told. */
    private void checkpoint() {
        try {
            var unused = sessions.session(connector).first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getInt(1));
        } catch (RuntimeException notNow) {
            sessions.disconnect();
        }
    }

    @Override
    public void close() {
        closed = true;
        due.release();
        ConnectionThreads.join(thread);
    }
}
