package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** The log goes into the database while others write, and does not grow without end. */
class SqliteCheckpointsTest {
    private static final String CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_LOG = 48 << 20;
    private static final int ROWS = 200;
    private static final String TEXT = "a".repeat(100);
    private static final long BROUGHT_IN = 40_000;

    @TempDir
    private Path directory;

    private final WatchedConnections connections = new WatchedConnections();

    @Test
    void manySmallTransactionsAreBroughtInByAnotherThread() throws IOException {
        try (var database = open()) {
            // When the second begins, the first is done.
            writeUntil(database, 2);

            assertThat(Files.size(directory.resolve("mcp-agent.db"))).isGreaterThan(BROUGHT_IN);
        }
    }

    @Test
    void oneThatFailsIsMadeUpForByTheNext() {
        connections.failAt(CHECKPOINT, SQLiteErrorCode.SQLITE_IOERR);
        try (var database = open()) {
            writeUntil(database, 2);
        }
    }

    @Test
    void theLogOfLargeTransactionsStaysShort() throws IOException {
        try (var database = open()) {
            for (var i = 0; i < ROWS; i++)
                database.write(session -> session.update("INSERT INTO words VALUES (randomblob(1000000))"));

            assertThat(Files.size(directory.resolve("mcp-agent.db-wal"))).isLessThan(LONGEST_LOG);
        }
    }

    private Database open() {
        var database = Database.sqlite(directory.resolve("mcp-agent.db"), connections::around);
        database.write(session -> session.update("CREATE TABLE words (word TEXT)"));
        return database;
    }

    private void writeUntil(Database database, int checkpoints) {
        var begin = System.nanoTime();
        while (connections.executed(CHECKPOINT) < checkpoints) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            database.write(session -> session.update("INSERT INTO words VALUES (?)", TEXT));
        }
    }
}
