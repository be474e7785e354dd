package io.mcpagent.bootstrap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL server of this JVM's tests, started when first needed and stopped with the JVM. */
public final class EmbeddedServer {
    public static final String PASSWORD = "correct-horse";

    private static final String USER = "agent";
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private EmbeddedServer() {}

    /** The variables that lead to an empty database. */
    public static String[] newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " OWNER " + USER);
        return new String[] {
            "MCP_AGENT_STORAGE_URL=jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name,
            "MCP_AGENT_STORAGE_USER=" + USER,
            "MCP_AGENT_STORAGE_PASSWORD=" + PASSWORD
        };
    }

    /** What was done to a database since the last look, each statement with the number of its executions. */
    public static Map<String, Long> statements(String database) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT query, calls FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid WHERE datname = '"
                                + database + "'")) {
            var calls = new TreeMap<String, Long>();
            while (rows.next()) {
                calls.merge(rows.getString("query"), rows.getLong("calls"), Long::sum);
            }
            statement.execute("SELECT pg_stat_statements_reset()");
            return calls;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("pg_stat_statements.track_utility", "off")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
                statement.execute("CREATE EXTENSION pg_stat_statements");
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
