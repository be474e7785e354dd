package io.mcpagent.application.run;

import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.run.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A run on its way on a thread of this process, for whoever waits for it here. */
public final class Driving {
    private final Started started;
    private final CompletableFuture<Boolean> kept = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<List<RecordedEvent>> log = Optional.empty();

    Driving(Started started) {
        this.started = started;
    }

    public Started started() {
        return started;
    }

    /** It is known whether the run's start was kept. */
    void decide(boolean isKept) {
        kept.complete(isKept);
    }

    /** Waits until that is known; an interrupt changes nothing but that its flag is set on return. */
    boolean isKept() {
        return kept.join();
    }

    /** Its driver is done with it. */
    void ended(List<RecordedEvent> whole) {
        log = Optional.of(whole);
    }

    /** Nothing more happens to it on that thread. */
    void left() {
        over.countDown();
    }

    /**
     * Blocks until the thread has left the run; an interrupt ends the waiting alone.
     *
     * @return the whole log of a run that has ended, or waits for a person; empty where it is left to whoever takes it up
     *     next
     */
    public Optional<List<RecordedEvent>> await() throws InterruptedException {
        over.await();
        return log;
    }
}
