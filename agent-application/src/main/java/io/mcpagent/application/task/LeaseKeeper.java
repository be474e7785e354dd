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
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final Thread heart;

    public LeaseKeeper(TaskQueuePort tasks, Duration interval) {
        this.tasks = tasks;
        this.interval = interval;
        this.heart = Thread.ofVirtual().name("lease-keeper").start(this::beat);
    }

    public void hold(Claim claim) {
        held.add(claim);
    }

    public void release(Claim claim) {
        held.remove(claim);
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(interval);
                held.removeIf(this::isLost);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A claim that was lost is refused when its holder writes next; there is nothing to prolong. */
    private boolean isLost(Claim claim) {
        try {
            return !tasks.heartbeat(claim);
        } catch (RuntimeException failure) {
            // Nobody waits here for an answer, and the lease lasts for several beats: the next one may get through.
            return false;
        }
    }

    /** Returns when no heartbeat is under way any more, so that the queue may be closed next. */
    @Override
    public void close() {
        heart.interrupt();
        try {
            heart.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
