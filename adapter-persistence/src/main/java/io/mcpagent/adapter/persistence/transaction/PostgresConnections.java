package io.mcpagent.adapter.persistence.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mcpagent.adapter.persistence.failure.Failures;
import io.mcpagent.adapter.persistence.failure.PostgresFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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
        var driver = driver();
        driver.setSocketTimeout((int) limits.statement().plus(GRACE).toSeconds());
        var config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setDataSource(driver);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(limits.connections());
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(limits.patience().toMillis());
        config.setConnectionInitSql(
                "SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d"
                        .formatted(limits.statement().toMillis(), limits.lock().toMillis(), IDLE.toMillis()));
        return config;
    }

    /** What the URL says goes before what is said here. */
    private PGSimpleDataSource driver() {
        var driver = new PGSimpleDataSource();
        driver.setApplicationName("mcp-agent");
        driver.setTcpKeepAlive(true);
        driver.setConnectTimeout((int) Math.max(1, server.limits().patience().toSeconds()));
        driver.setUrl(server.url());
        server.user().ifPresent(driver::setUser);
        server.password().ifPresent(driver::setPassword);
        // Else messages quote the values of a row, which are what people asked and wrote.
        driver.setLogServerErrorDetail(false);
        return driver;
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
        return driver();
    }

    @Override
    public void close() {
        threads.close();
        pool.close();
    }
}
