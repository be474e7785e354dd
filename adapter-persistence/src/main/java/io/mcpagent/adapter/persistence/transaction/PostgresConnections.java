package io.mcpagent.adapter.persistence.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import io.mcpagent.adapter.persistence.failure.Failures;
import io.mcpagent.adapter.persistence.failure.PostgresFailures;
import io.mcpagent.domain.transaction.PendingCommit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A pool of connections. Each transaction runs on a virtual thread of its own, for which the caller waits: the JDK closes
 * a socket when a virtual thread that reads from it is interrupted, and with the connection the outcome of a commit would
 * be lost.
 */
final class PostgresConnections implements Connections {
    /** A node that hangs within a transaction lets go of its locks after this. */
    private static final Duration IDLE = Duration.ofMinutes(1);
    /** So long after the limit of a statement, a server that says nothing counts as gone. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String DRIVER = "org.postgresql.Driver";
    private static final int IDLE_CONNECTIONS = 1;

    private final PostgresServer server;
    private final PostgresFailures failures;
    private final HikariDataSource pool;
    private final DataSource source;
    private final ConnectionThreads threads = ConnectionThreads.virtual("postgresql");

    PostgresConnections(PostgresServer server, UnaryOperator<DataSource> around) {
        this.server = server;
        failures = new PostgresFailures(server.place());
        try {
            pool = new HikariDataSource(pooled());
        } catch (RuntimeException e) {
            throw failures.of(e);
        }
        source = around.apply(pool);
    }

    private HikariConfig pooled() {
        var limits = server.limits();
        var properties = properties();
        properties.setProperty("socketTimeout", seconds(limits.statement().plus(GRACE)));
        var config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setDataSource(source(properties));
        config.setAutoCommit(false);
        config.setMaximumPoolSize(limits.connections());
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(limits.patience().toMillis());
        config.setConnectionInitSql(
                "SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d"
                        .formatted(limits.statement().toMillis(), limits.lock().toMillis(), IDLE.toMillis()));
        return config;
    }

    /** What the URL says goes before these. */
    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "mcp-agent");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", seconds(server.limits().patience()));
        // Else messages quote the values of a row, which are what people asked and wrote.
        properties.setProperty("logServerErrorDetail", "false");
        server.user().ifPresent(user -> properties.setProperty("user", user));
        server.password().ifPresent(password -> properties.setProperty("password", password));
        return properties;
    }

    private DataSource source(Properties properties) {
        return new DriverDataSource(server.url(), DRIVER, properties, null, null);
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    @Override
    public <T> T read(Function<Session, T> body) {
        return threads.call(() -> transaction(session -> {
            session.update(SNAPSHOT);
            return body.apply(session);
        }));
    }

    @Override
    public <T> T write(Function<Session, T> body) {
        return threads.call(() -> transaction(body));
    }

    /** Others see a transaction's rows only when it is kept. */
    @Override
    public PendingCommit begin(Function<Session, ?> body) {
        write(body);
        return PendingCommit.kept();
    }

    /** The pool rolls back what ends without a commit, and keeps no connection that is broken. */
    private <T> T transaction(Function<Session, T> body) {
        try (var connection = source.getConnection()) {
            var result = body.apply(new Session(connection, Dialect.POSTGRESQL, failures));
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public Failures failures() {
        return failures;
    }

    @Override
    public String place() {
        return server.place();
    }

    @Override
    public DataSource forMigrations() {
        return source(properties());
    }

    @Override
    public void close() {
        threads.close();
        pool.close();
    }
}
