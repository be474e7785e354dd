package io.mcpagent.testkit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.SteppingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a task queue must do; its clock is the test's. */
public interface TaskQueuePortContract {
    TaskQueuePort tasks();

    TransactionPort transactions();

    SteppingTime time();

    IdSource ids();

    /** How long the queue's leases last. */
    default Duration lease() {
        return Duration.ofSeconds(30);
    }

    @Test
    default void claimsInTheOrderOfTheQueue() {
        var tasks =
                Stream.generate(() -> aTask(TaskKind.INGEST_DOCUMENT)).limit(3).toList();
        tasks().enqueue(tasks.subList(0, 2));
        tasks().enqueue(tasks.subList(2, 3));

        assertThat(claimAll(TaskKind.INGEST_DOCUMENT)).extracting(Claim::task).containsExactlyElementsOf(tasks);
    }

    @Test
    default void claimsOnlyTheKindThatWasAskedFor() {
        var task = aTask(TaskKind.DRIVE_RUN);
        tasks().enqueue(List.of(task));

        assertThat(tasks().claim(TaskKind.INGEST_DOCUMENT)).isEmpty();
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).map(Claim::task).contains(task);
    }

    @Test
    default void hasNothingToClaimWhenItIsEmpty() {
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
    }

    @Test
    default void enqueuesATaskThatIsHeldFromTheStart() {
        var task = aTask(TaskKind.DRIVE_RUN);
        var claim = tasks().enqueueClaimed(task);

        assertThat(claim.task()).isEqualTo(task);
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
        assertThat(tasks().heartbeat(claim)).isTrue();
    }

    @Test
    default void aTaskThatIsHeldIsNotClaimedUntilItsLeaseRanOut() {
        var held = tasks().enqueueClaimed(aTask(TaskKind.DRIVE_RUN));

        time().advance(lease().minusMillis(1));
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
        time().advance(Duration.ofMillis(1));

        var next = tasks().claim(TaskKind.DRIVE_RUN).orElseThrow();
        assertThat(next.task()).isEqualTo(held.task());
        assertThat(next.token()).isGreaterThan(held.token());
        assertThat(next.attempt()).isEqualTo(2);
    }

    @Test
    default void aHeartbeatProlongsTheLease() {
        var held = tasks().enqueueClaimed(aTask(TaskKind.DRIVE_RUN));
        time().advance(lease().minusMillis(1));
        assertThat(tasks().heartbeat(held)).isTrue();

        time().advance(lease().minusMillis(1));
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
        time().advance(Duration.ofMillis(1));
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).isPresent();
    }

    @Test
    default void aHolderWhoseLeaseRanOutGoesOnWhileNobodyElseClaimed() {
        var held = tasks().enqueueClaimed(aTask(TaskKind.DRIVE_RUN));
        time().advance(lease().multipliedBy(2));

        assertThat(tasks().heartbeat(held)).isTrue();
        assertThat(tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
        tasks().finish(held);
    }

    @Test
    default void aStaleClaimCanNeitherHeartbeatNorFinish() {
        var stale = tasks().enqueueClaimed(aTask(TaskKind.DRIVE_RUN));
        time().advance(lease());
        var current = tasks().claim(TaskKind.DRIVE_RUN).orElseThrow();

        assertThat(tasks().heartbeat(stale)).isFalse();
        assertStale(() -> tasks().finish(stale));
        assertThat(tasks().heartbeat(current)).isTrue();
        tasks().finish(current);
    }

    @Test
    default void aFinishedTaskIsGone() {
        tasks().enqueue(List.of(aTask(TaskKind.INGEST_DOCUMENT)));
        var claim = tasks().claim(TaskKind.INGEST_DOCUMENT).orElseThrow();
        tasks().finish(claim);
        time().advance(lease());

        assertThat(tasks().claim(TaskKind.INGEST_DOCUMENT)).isEmpty();
        assertThat(tasks().heartbeat(claim)).isFalse();
        assertStale(() -> tasks().finish(claim));
    }

    @Test
    default void cancelRemovesHeldAndWaitingTasksOfTheSubjects() {
        var held = tasks().enqueueClaimed(aTask(TaskKind.INGEST_DOCUMENT));
        var waiting = aTask(TaskKind.INGEST_DOCUMENT);
        var other = aTask(TaskKind.INGEST_DOCUMENT);
        var otherKind = new Task(new TaskId(ids().next()), TaskKind.DRIVE_RUN, waiting.subject());
        tasks().enqueue(List.of(waiting, other, otherKind));

        tasks().cancel(TaskKind.INGEST_DOCUMENT, List.of(held.task().subject(), waiting.subject()));

        assertThat(tasks().heartbeat(held)).isFalse();
        assertThat(claimAll(TaskKind.INGEST_DOCUMENT)).extracting(Claim::task).containsExactly(other);
        assertThat(claimAll(TaskKind.DRIVE_RUN)).extracting(Claim::task).containsExactly(otherKind);
    }

    @Test
    default void aTransactionThatFailsQueuesAndClaimsNothing() {
        var waiting = aTask(TaskKind.DRIVE_RUN);
        tasks().enqueue(List.of(waiting));

        assertThatThrownBy(() -> transactions().write(() -> {
                    tasks().enqueue(List.of(aTask(TaskKind.DRIVE_RUN)));
                    tasks().claim(TaskKind.DRIVE_RUN);
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(claimAll(TaskKind.DRIVE_RUN)).containsExactly(new Claim(waiting, 1, 1));
    }

    @Test
    default void aConflictInABodyThatCatchesItDoesNotSpoilTheTransaction() {
        var done = tasks().enqueueClaimed(aTask(TaskKind.DRIVE_RUN));
        tasks().finish(done);
        var next = aTask(TaskKind.DRIVE_RUN);

        transactions().write(() -> {
            assertStale(() -> tasks().finish(done));
            tasks().enqueue(List.of(next));
        });

        assertThat(claimAll(TaskKind.DRIVE_RUN)).extracting(Claim::task).containsExactly(next);
    }

    @Test
    default void claimersOnManyThreadsNeverGetTheSameTask() throws Exception {
        var queued =
                Stream.generate(() -> aTask(TaskKind.INGEST_DOCUMENT)).limit(60).toList();
        tasks().enqueue(queued);

        var claims = new ArrayList<Claim>();
        Callable<List<Claim>> claimer = () -> claimAll(TaskKind.INGEST_DOCUMENT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var all : threads.invokeAll(List.of(claimer, claimer, claimer, claimer))) {
                claims.addAll(all.get());
            }
        }
        assertThat(claims).extracting(Claim::task).containsExactlyInAnyOrderElementsOf(queued);
    }

    private List<Claim> claimAll(TaskKind kind) {
        return Stream.generate(() -> tasks().claim(kind))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    private Task aTask(TaskKind kind) {
        return new Task(new TaskId(ids().next()), kind, ids().next());
    }

    private static void assertStale(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo("stale_lease"));
    }
}
