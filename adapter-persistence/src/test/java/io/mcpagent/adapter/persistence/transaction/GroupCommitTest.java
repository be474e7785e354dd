package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    void oneAfterTheOtherIsOneCommitEach() {
        database.write(says("a"));
        database.write(says("b"));

        assertThat(connections.executed("COMMIT")).isEqualTo(2);
    }

    @Test
    void whatNobodyWaitsForIsCommittedWithWhatComesNext() {
        database.begin(says("a"));
        database.begin(says("b"));
        database.write(says("c"));

        assertThat(connections.executed("COMMIT")).isEqualTo(1);
        assertThat(words()).containsExactly("a", "b", "c");
    }

    @Test
    void whatNobodyWaitsForIsCommittedAlsoWhenNothingComesNext() throws Exception {
        var committed = new CountDownLatch(1);
        connections.before("COMMIT", committed::countDown);
        database.begin(says("a"));

        assertThat(committed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsForWhatIsDoneAlreadyKeepsNobodyFromWriting() {
        var begun = database.begin(says("a"));
        begun.await();
        begun.await();
        database.write(says("b"));

        assertThat(words()).containsExactly("a", "b");
    }

    @Test
    void whateverWasWrittenBeforeOneThatFailsIsWrittenAgain() throws Exception {
        var group = group(List.of(
                says("a"),
                session -> session.first(
                                "UPDATE words SET word = 'aa' WHERE word = 'a' RETURNING length(word) AS length",
                                row -> row.getInt("length"))
                        .orElseThrow(),
                session -> {
                    session.updateAll("INSERT INTO words VALUES (?)", List.of("b", "c"), word -> new Object[] {word});
                    return session.update("DELETE FROM words WHERE word = ?", "b");
                },
                session -> {
                    session.update("DELETE FROM words");
                    throw new IllegalArgumentException("thought better of it");
                },
                says("d")));

        assertThat(group.get(1).get()).isEqualTo(2);
        assertFails(IllegalArgumentException.class, () -> group.get(3).get());
        group.get(4).get();
        assertThat(words()).containsExactly("aa", "c", "d", "first");
    }

    @Test
    void nothingIsWrittenInOneCommitBehindWhatCannotBeWrittenAgain() throws Exception {
        Function<Session, Integer> many = session -> {
            session.updateAll(
                    "INSERT INTO words VALUES (?)",
                    IntStream.range(0, 1_001).boxed().toList(),
                    number -> new Object[] {"word " + number});
            return 1;
        };
        for (var bodies : List.of(List.of(GroupCommitTest::past, fails("x")), List.of(many, fails("y")))) {
            var group = group(bodies);
            group.get(0).get();
            assertFails(IllegalArgumentException.class, () -> group.get(1).get());
            database.write(session -> session.update("DELETE FROM words WHERE word = 'first'"));
        }

        assertThat(words()).hasSize(1_002).doesNotContain("x", "y");
    }

    @Test
    void whatCannotBeWrittenAgainIsUndoneAlone() throws Exception {
        var group = group(List.of(says("a"), session -> {
            past(session);
            throw new IllegalArgumentException("thought better of it");
        }));

        group.get(0).get();
        assertFails(IllegalArgumentException.class, () -> group.get(1).get());
        assertThat(words()).containsExactly("a", "first");
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

    private static int past(Session session) {
        try (var statement = session.connection().createStatement()) {
            return statement.executeUpdate("INSERT INTO words VALUES ('past the session')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Function<Session, Integer> fails(String word) {
        return session -> {
            session.update("INSERT INTO words VALUES (?)", word);
            throw new IllegalArgumentException("thought better of it");
        };
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
