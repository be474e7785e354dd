package io.mcpagent.adapter.mcp.transport;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;

/** Cancels a call that takes longer than it may. Its thread is there only while there is something to watch. */
final class Watchdog implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final java.util.concurrent.ScheduledFuture<?> task;
    private volatile boolean barked;

    Watchdog(Duration patience, Runnable cancel) {
        this.task = TIMER.schedule(
                () -> {
                    barked = true;
                    cancel.run();
                },
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    static Watchdog over(Call call, Duration patience) {
        return new Watchdog(patience, call::cancel);
    }

    boolean barked() {
        return barked;
    }

    @Override
    public void close() {
        task.cancel(false);
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("tool-server-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
