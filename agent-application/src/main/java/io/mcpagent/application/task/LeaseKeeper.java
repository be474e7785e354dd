package io.mcpagent.application.task;

import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskQueuePort;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the leases of work in progress alive, from one virtual thread, until closed. */
public final class LeaseKeeper implements AutoCloseable {
    private final TaskQueuePort tasks;
    private final Duration interval;
    private final Watch watch;
    /** With what is done when the lease is lost. */
    private final Map<Claim, Runnable> held = new ConcurrentHashMap<>();

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

            @Override
            public void failed(String what, RuntimeException why) {}
        };

        void began(Claim claim);

        void ended(Claim claim);

        /** Work that nobody waits for could not be done. */
        void failed(String what, RuntimeException why);
    }

    public void hold(Claim claim) {
        hold(claim, () -> {});
    }

    /**
     * The same, with word of the end.
     *
     * @param lost called once, from another thread, when somebody else has the task or it is gone
     */
    public void hold(Claim claim, Runnable lost) {
        held.put(claim, lost);
        watch.began(claim);
    }

    /** Hands on that work failed whose result nobody waits for. */
    public void tell(String what, RuntimeException why) {
        watch.failed(what, why);
    }

    public void release(Claim claim) {
        held.remove(claim);
        watch.ended(claim);
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(interval);
                held.keySet().stream().filter(claim -> !prolonged(claim)).forEach(this::lost);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is nothing to prolong; what its holder writes next is refused. */
    private void lost(Claim claim) {
        var lost = held.remove(claim);
        if (lost != null) lost.run();
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
