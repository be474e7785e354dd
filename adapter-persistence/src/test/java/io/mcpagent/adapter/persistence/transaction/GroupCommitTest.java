package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** Transactions that came while another one was written: one flush to the disk for all, and yet each by itself. */
class GroupCommitTest {
    @TempDir
    private Path directory;

    private final WatchedConnections connections = new WatchedConnections();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.sqlite(directory.resolve("mcp-agent.db"), connections::around);
        database.write(session -> session.update("CREATE TABLE words (word TEXT PRIMARY KEY)"));
        connections.forget();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWaitsMeanwhileIsOneCommit() throws Exception {
        for (var each : group(List.of(says("a"), says("b"), says("c")))) each.get();

        assertThat(words()).containsExactly("a", "b", "c", "first");
        assertThat(connections.executed("COMMIT")).isEqualTo(1);
    }

    @Test
    void oneAfterTheOtherIsOneCommitEachAndNoSavepoint() {
        database.write(says("a"));
        database.write(says("b"));

        assertThat(connections.executed("COMMIT")).isEqualTo(2);
        assertThat(connections.executed("SAVEPOINT one")).isZero();
    }

    @Test
    void runsInTheOrderInWhichTheyCameAndEachSeesThoseBefore() throws Exception {
        var seen = new ArrayList<List<String>>();
        Function<Session, Integer> looks = session -> {
            seen.add(words(session));
            return session.update("INSERT INTO words VALUES (?)", "look " + seen.size());
        };
        for (var each : group(List.of(looks, looks))) each.get();

        assertThat(seen).containsExactly(List.of("first"), List.of("first", "look 1"));
    }

    @Test
    void oneThatFailsIsUndoneAlone() throws Exception {
        var group = group(List.of(
                says("a"),
                session -> {
                    session.update("INSERT INTO words VALUES ('half')");
                    throw new IllegalArgumentException("thought better of it");
                },
                says("b")));

        group.get(0).get();
        assertFails(IllegalArgumentException.class, () -> group.get(1).get());
        group.get(2).get();
        assertThat(words()).containsExactly("a", "b", "first");
    }

    @Test
    void anErrorIsUndoneAloneToo() throws Exception {
        var group = group(List.of(
                session -> {
                    session.update("INSERT INTO words VALUES ('half')");
                    throw new AssertionError("broken");
                },
                says("b")));

        assertFails(AssertionError.class, () -> group.get(0).get());
        group.get(1).get();
        assertThat(words()).containsExactly("b", "first");
    }

    @Test
    void oneThatBreaksARuleOfTheDatabaseIsUndoneAlone() throws Exception {
        var group = group(List.of(says("a"), says("a"), says("b")));

        group.get(0).get();
        assertFails(RuntimeException.class, () -> group.get(1).get());
        group.get(2).get();
        assertThat(words()).containsExactly("a", "b", "first");
    }

    @Test
    void oneThatSwallowsWhatItsPartThrewIsUndoneAlone() throws Exception {
        var transactions = new SqlTransactions(database);
        var group = group(List.of(
                session -> {
                    try {
                        transactions.write(() -> {
                            session.update("INSERT INTO words VALUES ('half')");
                            throw new IllegalArgumentException("of the part");
                        });
                    } catch (IllegalArgumentException swallowed) {
                        // As a careless caller would.
                    }
                    return 1;
                },
                says("b")));

        assertFails(IllegalStateException.class, () -> group.get(0).get());
        group.get(1).get();
        assertThat(words()).containsExactly("b", "first");
    }

    @Test
    void whenTheFirstFailsThoseBehindItAreWrittenByThemselves() throws Exception {
        var waiting = new ArrayList<FutureTask<Integer>>();
        assertThatThrownBy(() -> database.write(session -> {
                    session.update("INSERT INTO words VALUES ('half')");
                    waiting.addAll(waiting(List.of(says("a"), says("b"))));
                    throw new IllegalArgumentException("thought better of it");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        for (var each : waiting) each.get();
        assertThat(words()).containsExactly("a", "b");
    }

    @Test
    void nobodyHearsOfSuccessWhenTheDiskIsFullAtTheCommit() throws Exception {
        connections.failAt("COMMIT", SQLiteErrorCode.SQLITE_FULL);
        var waiting = new ArrayList<FutureTask<Integer>>();
        assertDiskFull(() -> database.write(session -> {
            waiting.addAll(waiting(List.of(says("a"), session2 -> {
                throw new IllegalArgumentException("of its own");
            })));
            return says("first").apply(session);
        }));

        assertDiskFull(() -> waiting.get(0).get());
        assertFails(IllegalArgumentException.class, () -> waiting.get(1).get());
        assertThat(words()).isEmpty();
        database.write(says("later"));
        assertThat(words()).containsExactly("later");
    }

    @Test
    void whoBeganOneGoesOnBeforeItsCommitAndThenHearsOfThat() {
        var hasGoneOn = new Semaphore(0);
        connections.before("COMMIT", hasGoneOn::acquireUninterruptibly);
        var begun = database.begin(says("a"));
        hasGoneOn.release();
        begun.ifLost(() -> {
            throw new AssertionError("it is kept");
        });
        begun.await();

        assertThat(words()).containsExactly("a");
    }

    @Test
    void whoBeganOneHearsThatItIsLost() throws Exception {
        connections.failAt("COMMIT", SQLiteErrorCode.SQLITE_FULL);
        var lost = new CountDownLatch(1);
        var begun = database.begin(says("a"));
        begun.ifLost(lost::countDown);

        assertDiskFull(begun::await);
        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(words()).isEmpty();
    }

    @Test
    void allHearWhyWhenSqliteEndsTheTransactionBecauseOfOne() throws Exception {
        var waiting = new ArrayList<FutureTask<Integer>>();
        assertDiskFull(() -> database.write(session -> {
            waiting.addAll(waiting(List.of(says("a"), this::endsTheTransaction)));
            return says("first").apply(session);
        }));

        for (var each : waiting) assertDiskFull(each::get);
        assertThat(words()).isEmpty();
        database.write(says("later"));
        assertThat(words()).containsExactly("later");
    }

    @Test
    void closingWaitsForWhatWasHandedInAndTakesNothingMore() throws Exception {
        var waiting = group(List.of(says("a"), says("b")));
        database.close();

        for (var each : waiting) assertThat(each.get()).isEqualTo(1);
        assertThatThrownBy(() -> database.write(says("late"))).isInstanceOf(IllegalStateException.class);
    }

    /** As SQLite does by itself after some errors, of which a full disk is one. */
    private int endsTheTransaction(Session session) {
        session.update("ROLLBACK");
        connections.failAt("INSERT INTO words VALUES (?)", SQLiteErrorCode.SQLITE_FULL);
        return says("b").apply(session);
    }

    /** Writes a first word, and these while the writer is busy with it. */
    private List<FutureTask<Integer>> group(List<Function<Session, Integer>> bodies) {
        return database.write(session -> {
            session.update("INSERT INTO words VALUES ('first')");
            return waiting(bodies);
        });
    }

    /** Hands them in, each from a thread of its own, in this order. */
    private List<FutureTask<Integer>> waiting(List<Function<Session, Integer>> bodies) {
        var waiting = new ArrayList<FutureTask<Integer>>();
        for (var body : bodies) {
            var task = new FutureTask<>(() -> database.write(body));
            var thread = Thread.ofPlatform().daemon().start(task);
            awaitWaiting(thread);
            waiting.add(task);
        }
        return waiting;
    }

    private static void awaitWaiting(Thread thread) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.WAITING) {
            if (System.nanoTime() > deadline) throw new AssertionError("not handed in within 10 s");
            Thread.onSpinWait();
        }
    }

    private static Function<Session, Integer> says(String word) {
        return session -> session.update("INSERT INTO words VALUES (?)", word);
    }

    private List<String> words() {
        return database.read(GroupCommitTest::words);
    }

    private static List<String> words(Session session) {
        return session.query("SELECT word FROM words ORDER BY word", row -> row.getString("word"));
    }

    private static void assertFails(Class<? extends Throwable> type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(type);
    }

    private static void assertDiskFull(ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(thrown -> {
            var failure = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            UpstreamFailure.class,
                            full -> assertThat(full.code()).isEqualTo("disk_full"));
        });
    }
}
