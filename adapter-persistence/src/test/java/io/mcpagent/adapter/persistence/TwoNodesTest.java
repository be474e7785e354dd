package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each with a pool and a data directory of its own, on one database. */
class TwoNodesTest {
    private static final int ROUNDS = 30;

    private final SteppingTime time = new SteppingTime();
    private final CountingIds ids = new CountingIds();
    private final PersistenceSettings.Server server = EmbeddedServer.newDatabase();

    @TempDir
    private Path directory;

    private SqlPersistence one;
    private SqlPersistence other;

    /** Both find an empty database at the same moment. */
    @BeforeEach
    void open() throws Exception {
        var opened = atOnce(List.<Callable<SqlPersistence>>of(() -> open("one"), () -> open("other")));
        one = opened.getFirst();
        other = opened.getLast();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void neverClaimTheSameTask() throws Exception {
        var tasks = IntStream.range(0, 100).mapToObj(i -> aTask()).toList();
        one.tasks().enqueue(tasks);

        Callable<List<Claim>> onOne = () -> claimAll(one);
        Callable<List<Claim>> onOther = () -> claimAll(other);
        var claimed = atOnce(List.of(onOne, onOther, onOne, onOther));

        assertThat(claimed.stream().flatMap(List::stream))
                .extracting(Claim::task)
                .containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    void appendTheSameNumberOnce() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var lease = started();
            Callable<String> onOne = () -> append(one, lease, 1);
            Callable<String> onOther = () -> append(other, lease, 1);
            var outcomes = atOnce(List.of(onOne, onOther));

            assertThat(outcomes).containsExactlyInAnyOrder("appended", "unexpected_seq");
            assertThat(log(lease)).containsExactly(1L, 2L);
        }
    }

    /** What the next holder read when it had the lease is where the log ends, whatever the last one was just doing. */
    @Test
    void nothingIsAppendedByAStaleHolderOnceAnotherHasTheLease() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var stale = started();
            time.advance(PersistenceSettings.DEFAULT_LEASE);
            Callable<String> late = () -> append(one, stale, 1);
            Callable<String> next = () -> {
                var current = claim(other);
                var read = other.runs().read(run(current), 0).size();
                return append(other, current, read);
            };
            var outcomes = atOnce(List.of(late, next, late));

            assertThat(outcomes.get(1)).isEqualTo("appended");
            assertThat(List.of(outcomes.get(0), outcomes.get(2)))
                    .allMatch(Set.of("appended", "unexpected_seq", "stale_lease")::contains);
            assertThat(append(one, stale, log(stale).size())).isEqualTo("stale_lease");
            assertThat(log(stale))
                    .isEqualTo(
                            LongStream.rangeClosed(1, log(stale).size()).boxed().toList());
            one.tasks().cancel(TaskKind.DRIVE_RUN, List.of(run(stale).value()));
        }
    }

    @Test
    void aNodeThatStartsAgainVoidsItsOwnLeasesAlone() {
        var held = other.tasks().enqueueClaimed(aTask());
        var lost = one.tasks().enqueueClaimed(aTask());
        one.close();
        one = open("one");

        assertThat(other.tasks().heartbeat(held)).isTrue();
        assertThat(one.tasks().heartbeat(lost)).isFalse();
        assertThat(claimAll(one)).extracting(Claim::task).containsExactly(lost.task());
    }

    private SqlPersistence open(String node) {
        var settings = new PersistenceSettings(
                directory.resolve(node), PersistenceSettings.DEFAULT_LEASE, Optional.of(server));
        return SqlPersistence.open(settings, time);
    }

    private Claim started() {
        var lease = one.tasks().enqueueClaimed(aTask());
        var question = new RunStarted(new ConversationId(ids.next()), new UserId("ada"), "Why?", Set.of());
        one.runs().append(lease, RecordedEvent.after(run(lease), 0, time.instant(), List.of(question)));
        return lease;
    }

    private static String append(SqlPersistence node, Claim lease, long expected) {
        try {
            var events = RecordedEvent.after(run(lease), expected, Instant.EPOCH, List.of(new ModelAbandoned(1)));
            node.runs().append(lease, events);
            return "appended";
        } catch (Conflict refused) {
            return refused.code();
        }
    }

    private static Claim claim(SqlPersistence node) {
        return Stream.generate(() -> node.tasks().claim(TaskKind.DRIVE_RUN))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static List<Claim> claimAll(SqlPersistence node) {
        return Stream.generate(() -> node.tasks().claim(TaskKind.DRIVE_RUN))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Long> log(Claim lease) {
        return one.runs().read(run(lease), 0).stream().map(RecordedEvent::seq).toList();
    }

    private Task aTask() {
        return new Task(new TaskId(ids.next()), TaskKind.DRIVE_RUN, ids.next());
    }

    private static RunId run(Claim lease) {
        return new RunId(lease.task().subject());
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var ready = new CyclicBarrier(calls.size());
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        ready.await();
                        return call.call();
                    }))
                    .toList();
            for (var result : running) {
                results.add(result.get());
            }
        }
        return results;
    }
}
