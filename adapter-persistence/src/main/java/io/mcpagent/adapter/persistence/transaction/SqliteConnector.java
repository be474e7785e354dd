package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.failure.SqliteFailures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * How connections to the database file are made.
 *
 * @see <a href="https://sqlite.org/pragma.html">SQLite's pragmas</a>
 */
final class SqliteConnector {
    // The rest of the waiting is done in Java (SqliteConnections), where it can be given up.
    private static final int BUSY_TIMEOUT_MILLIS = 100;

    /** When whoever writes has to bring the log into the database itself: some 32 MB. */
    private static final int LONGEST_LOG_PAGES = 8_000;

    private final Path file;
    private final UnaryOperator<DataSource> around;

    /** @param around what connections are taken through */
    SqliteConnector(Path file, UnaryOperator<DataSource> around) {
        this.file = file;
        this.around = around;
    }

    Path file() {
        return file;
    }

    Session writer() throws SQLException {
        return session(dataSource().getConnection());
    }

    Session reader() throws SQLException {
        var connection = dataSource().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
        return session(connection);
    }

    private Session session(Connection connection) {
        return new Session(connection, Dialect.SQLITE, new SqliteFailures(file));
    }

    DataSource dataSource() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        // Or each update is followed by a query for the row's number, which nobody asks for.
        config.setGetGeneratedKeys(false);
        config.setWalAutocheckpoint(LONGEST_LOG_PAGES);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return around.apply(source);
    }
}
