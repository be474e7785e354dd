package io.mcpagent.application.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Counter;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaseKeeperTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration AN_INSTANT = Duration.ofMillis(1);

    private final SteppingTime time = new SteppingTime();
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue(new InMemoryStore(time), LEASE);
    private final Counter calls = new Counter();
    private final Beats tasks = new Beats(calls.between(TaskQueuePort.class, queue));

    @Test
    void aLeaseOutlivesManyTimesItsLength() throws InterruptedException {
        var claim = claimed(1);
        try (var keeper = new LeaseKeeper(tasks, AN_INSTANT)) {
            keeper.hold(claim);
            for (var i = 0; i < 5; i++) {
                time.advance(LEASE.minusSeconds(1));
                tasks.awaitBeats(2);
            }
            assertThat(queue.claim(TaskKind.DRIVE_RUN)).isEmpty();
        }
    }

    @Test
    void whatIsReleasedIsKeptAliveNoMore() throws InterruptedException {
        var released = claimed(1);
        try (var keeper = new LeaseKeeper(tasks, AN_INSTANT)) {
            keeper.hold(released);
            tasks.awaitBeats(1);
            keeper.release(released);
        }
        time.advance(LEASE);

        assertThat(queue.claim(TaskKind.DRIVE_RUN))
                .hasValueSatisfying(claim -> assertThat(claim.attempt()).isEqualTo(2));
    }

    @Test
    void aClaimThatWasLostIsDropped() throws InterruptedException {
        var lost = claimed(1);
        var kept = claimed(2);
        time.advance(LEASE);
        var newer = queue.claim(TaskKind.DRIVE_RUN).orElseThrow();
        assertThat(newer.task()).isEqualTo(lost.task());
        try (var keeper = new LeaseKeeper(tasks, AN_INSTANT)) {
            keeper.hold(lost);
            keeper.hold(kept);
            tasks.awaitBeats(10);
        }
        assertThat(tasks.refused).as("asked once and no more").isEqualTo(1);
    }

    @Test
    void aBeatThatFailsIsNotTheLast() throws InterruptedException {
        calls.failAt("heartbeat", 1, () -> new UpstreamFailure("database_busy", "Busy. Try again.", true));
        calls.failAt("TaskQueuePort.heartbeat", 2, () -> new IllegalStateException("a bug"));
        var claim = claimed(1);
        try (var keeper = new LeaseKeeper(tasks, AN_INSTANT)) {
            keeper.hold(claim);
            tasks.awaitBeats(3);
            time.advance(LEASE.minusSeconds(1));
            tasks.awaitBeats(2);
            time.advance(LEASE.minusSeconds(1));
            assertThat(queue.claim(TaskKind.DRIVE_RUN)).isEmpty();
        }
    }

    @Test
    void nothingBeatsOnceItIsClosed() throws InterruptedException {
        var keeper = new LeaseKeeper(tasks, AN_INSTANT);
        keeper.hold(claimed(1));
        tasks.awaitBeats(1);
        keeper.close();
        var beats = calls.of("heartbeat");
        time.advance(LEASE);

        assertThat(queue.claim(TaskKind.DRIVE_RUN)).isPresent();
        assertThat(calls.of("heartbeat")).isEqualTo(beats);
    }

    private Claim claimed(int number) {
        return queue.enqueueClaimed(new Task(new TaskId(new UUID(0, number)), TaskKind.DRIVE_RUN, new UUID(1, number)));
    }

    /** Lets a test wait for beats. */
    private static final class Beats implements TaskQueuePort {
        private final TaskQueuePort real;
        private final Semaphore beats = new Semaphore(0);
        private volatile int refused;

        Beats(TaskQueuePort real) {
            this.real = real;
        }

        /** More beats from now on, begun and ended. */
        void awaitBeats(int count) throws InterruptedException {
            beats.drainPermits();
            // One may be under way already.
            assertThat(beats.tryAcquire(count + 1, 50, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread beats
        public boolean heartbeat(Claim claim) {
            try {
                var alive = real.heartbeat(claim);
                if (!alive) refused++;
                return alive;
            } finally {
                beats.release();
            }
        }

        @Override
        public void enqueue(List<Task> tasks) {
            real.enqueue(tasks);
        }

        @Override
        public Claim enqueueClaimed(Task task) {
            return real.enqueueClaimed(task);
        }

        @Override
        public Optional<Claim> claim(TaskKind kind) {
            return real.claim(kind);
        }

        @Override
        public void finish(Claim claim) {
            real.finish(claim);
        }

        @Override
        public void cancel(TaskKind kind, List<UUID> subjects) {
            real.cancel(kind, subjects);
        }
    }
}
