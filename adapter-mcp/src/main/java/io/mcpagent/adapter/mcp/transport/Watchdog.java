package io.mcpagent.adapter.mcp.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cancels what takes longer than it may, to a tenth of a second. One thread looks at all, while there is something to look
 * at: a timer for each would wake a thread with each call.
 */
final class Watchdog implements AutoCloseable {
    private static final long TICK_MILLIS = 100;
    private static final int IDLE_TICKS = 100;

    private static final Set<Watchdog> WATCHING = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean RUNS = new AtomicBoolean();

    private final long deadline;
    private final Runnable cancel;
    private volatile boolean barked;

    Watchdog(Duration patience, Runnable cancel) {
        this.deadline = System.nanoTime() + patience.toNanos();
        this.cancel = cancel;
        WATCHING.add(this);
        start();
    }

    boolean barked() {
        return barked;
    }

    @Override
    public void close() {
        WATCHING.remove(this);
    }

    private static void start() {
        if (!RUNS.get() && RUNS.compareAndSet(false, true))
            Thread.ofPlatform().daemon().name("tool-server-timer").start(Watchdog::look);
    }

    private static void look() {
        for (var idle = 0; idle < IDLE_TICKS; idle = WATCHING.isEmpty() ? idle + 1 : 0) {
            try {
                Thread.sleep(TICK_MILLIS);
            } catch (InterruptedException e) {
                // Nobody has this thread to interrupt it.
                Thread.currentThread().interrupt();
                break;
            }
            var now = System.nanoTime();
            for (var each : WATCHING) {
                if (now - each.deadline >= 0) each.bark();
            }
        }
        RUNS.set(false);
        if (!WATCHING.isEmpty()) start();
    }

    private void bark() {
        WATCHING.remove(this);
        barked = true;
        cancel.run();
    }
}
