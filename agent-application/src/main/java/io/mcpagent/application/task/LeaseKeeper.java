package io.mcpagent.application.task;

import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskQueuePort;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the leases of work in progress alive, from one virtual thread, until closed. */
public final class LeaseKeeper implements AutoCloseable {
    private final TaskQueuePort tasks;
    private final Duration interval;
    private final Watch watch;
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final Thread heart;

    public LeaseKeeper(TaskQueuePort tasks, Duration interval) {
        this(tasks, interval, Watch.NOBODY);
    }

    public LeaseKeeper(TaskQueuePort tasks, Duration interval, Watch watch) {
        this.tasks = tasks;
        this.interval = interval;
        this.watch = watch;
        this.heart = Thread.ofVirtual().name("lease-keeper").start(this::beat);
    }

    /** Told on the thread that does the work when it begins, and, from any thread, when it has ended. */
    public interface Watch {
        Watch NOBODY = new Watch() {
            @Override
            public void began(Claim claim) {}

            @Override
            public void ended(Claim claim) {}
        };

        void began(Claim claim);

        void ended(Claim claim);
    }

    public void hold(Claim claim) {
        held.add(claim);
        watch.began(claim);
    }

    public void release(Claim claim) {
        held.remove(claim);
        watch.ended(claim);
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(interval);
                // A claim that was lost is refused when its holder writes next; there is nothing to prolong.
                held.removeIf(claim -> !prolonged(claim));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A beat that can't be written is tried again; what keeps it from being written is told by the work's own writes. */
    private boolean prolonged(Claim claim) {
        try {
            return tasks.heartbeat(claim);
        } catch (RuntimeException notNow) {
            return true;
        }
    }

    /** Returns when no beat is under way any more. */
    @Override
    public void close() {
        heart.interrupt();
        try {
            heart.join();
        } catch (InterruptedException alsoToldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
