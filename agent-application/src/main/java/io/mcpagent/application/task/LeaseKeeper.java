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
                // A claim that was lost is refused when its holder writes next; there is nothing to prolong.
                held.removeIf(claim -> !tasks.heartbeat(claim));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        heart.interrupt();
    }
}
