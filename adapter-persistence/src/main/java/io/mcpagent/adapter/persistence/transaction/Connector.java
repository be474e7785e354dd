package io.mcpagent.adapter.persistence.transaction;

import java.nio.file.Path;
import java.sql.SQLException;
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
final class Connector {
    // The rest of the waiting is done in Java (Database), where it can be given up.
    private static final int BUSY_TIMEOUT_MILLIS = 100;

    private final Path file;

    Connector(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    Session writer() throws SQLException {
        return new Session(dataSource().getConnection(), file);
    }

    Session reader() throws SQLException {
        var connection = dataSource().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
        return new Session(connection, file);
    }

    DataSource dataSource() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
