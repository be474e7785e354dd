package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.persistence.EmbeddedServer;
import io.mcpagent.adapter.persistence.PersistenceSettings;
import io.mcpagent.adapter.persistence.transaction.PostgresServer.Limits;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is away, refuses, or makes wait. */
class PostgresFailuresTest {
    private static final String SECRET = "open sesame";
    private static final Limits SHORT =
            new Limits(2, Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(200));

    private final PersistenceSettings.Server server = EmbeddedServer.newDatabase();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.postgresql(
                new PostgresServer(server.url(), server.user(), server.password(), SHORT), UnaryOperator.identity());
        database.write(session -> session.update("CREATE TABLE counters (id INT PRIMARY KEY, value INT NOT NULL)"));
        database.write(session -> session.update("INSERT INTO counters VALUES (1, 0), (2, 0)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nobodyIsThere() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertFails("database_unreachable", true, () -> connect("jdbc:postgresql://localhost:" + port + "/agent"));
        assertFails("database_unreachable", true, () -> connect("jdbc:postgresql://no-such-host.invalid/agent"));
    }

    @Test
    void theServerLetsNobodyInWithThatPassword() {
        assertFails("database_refused", false, () -> connect(server.url()));
    }

    @Test
    void thereIsNoSuchDatabase() {
        var url = server.url() + "_no";
        assertFails(
                "database_refused",
                false,
                () -> Database.postgresql(
                                new PostgresServer(url, server.user(), server.password()), UnaryOperator.identity())
                        .close());
    }

    @Test
    void aConnectionThatIsLostTakesItsTransactionWithItAndNoMore() {
        assertFails(
                "database_unreachable",
                true,
                () -> database.write(session -> {
                    count(session, 1);
                    EmbeddedServer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                            + EmbeddedServer.USER + "'");
                    return count(session, 2);
                }));

        assertThat(values()).containsExactly(0, 0);
        database.write(session -> count(session, 1));
        assertThat(values()).containsExactly(1, 0);
    }

    @Test
    void allConnectionsAreInUse() throws Exception {
        var taken = new CountDownLatch(SHORT.connections());
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 1; i <= SHORT.connections(); i++) {
                var id = i;
                threads.execute(() -> database.write(session -> {
                    count(session, id);
                    taken.countDown();
                    await(done);
                    return true;
                }));
            }
            await(taken);
            assertFails("database_busy", true, this::values);
            done.countDown();
        }
        assertThat(values()).containsExactly(1, 1);
    }

    @Test
    void anotherTransactionKeepsALock() throws Exception {
        var locked = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> database.write(session -> {
                count(session, 1);
                locked.countDown();
                await(done);
                return true;
            }));
            await(locked);
            assertFails("database_busy", true, () -> database.write(session -> count(session, 1)));
            done.countDown();
        }
        assertThat(values()).containsExactly(1, 0);
    }

    @Test
    void aStatementTakesTooLong() {
        assertFails(
                "database_busy",
                true,
                () -> database.read(session -> session.first("SELECT 1 FROM pg_sleep(30)", row -> row.getInt(1))));
    }

    @Test
    void aBodyThatReadsIsHeldToItByTheServerToo() {
        assertThatThrownBy(() -> database.read(session -> count(session, 1))).hasMessageContaining("read-only");
        assertThat(values()).containsExactly(0, 0);
    }

    private void connect(String url) {
        var address = new PostgresServer(url, Optional.of(EmbeddedServer.USER), Optional.of(SECRET), SHORT);
        Database.postgresql(address, UnaryOperator.identity()).close();
    }

    private static int count(Session session, int id) {
        return session.update("UPDATE counters SET value = value + 1 WHERE id = ?", id);
    }

    private List<Integer> values() {
        return database.read(
                session -> session.query("SELECT value FROM counters ORDER BY id", row -> row.getInt("value")));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFails(String code, boolean retryable, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.retryable()).isEqualTo(retryable);
            assertThat(failure).hasMessageContaining("jdbc:postgresql://");
            assertThat(everythingOf(failure)).doesNotContain(SECRET, EmbeddedServer.PASSWORD);
        });
    }

    /** The messages of its causes too. */
    private static String everythingOf(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
