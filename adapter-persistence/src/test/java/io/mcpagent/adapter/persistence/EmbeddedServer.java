package io.mcpagent.adapter.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL server of this JVM's tests, started when first needed and stopped with the JVM. */
public final class EmbeddedServer {
    public static final String USER = "agent";
    public static final String PASSWORD = "correct horse";

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<Class<?>, PersistenceSettings.Server> OF_CLASSES = new ConcurrentHashMap<>();

    private EmbeddedServer() {}

    /** An empty database. */
    public static PersistenceSettings.Server newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " OWNER " + USER);
        return database(name);
    }

    /** A database that all tests of a class have one after the other. */
    public static PersistenceSettings.Server databaseOf(Class<?> test) {
        return OF_CLASSES.computeIfAbsent(test, first -> newDatabase());
    }

    public static PersistenceSettings.Server database(String name) {
        var url = "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
        return new PersistenceSettings.Server(url, Optional.of(USER), Optional.of(PASSWORD));
    }

    /** As its administrator. */
    public static void execute(String sql) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            var server =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
                askForPasswords(statement);
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It lets everybody in at first; from then on, only its administrator without a password. */
    private static void askForPasswords(Statement statement) throws SQLException, IOException {
        try (var setting = statement.executeQuery("SHOW hba_file")) {
            setting.next();
            var file = Path.of(setting.getString(1));
            Files.writeString(file, "host all " + USER + " all scram-sha-256\n" + Files.readString(file));
        }
        statement.execute("SELECT pg_reload_conf()");
    }
}
