package io.mcpagent.application.run;

import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.run.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A run on its way on a thread of this process, for whoever waits for it here. */
public final class Driving {
    private final Started started;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<List<RecordedEvent>> log = Optional.empty();
    private volatile boolean isKept;

    Driving(Started started) {
        this.started = started;
    }

    public Started started() {
        return started;
    }

    /** It is known whether the run's start was kept. */
    void decide(boolean kept) {
        isKept = kept;
        decided.countDown();
    }

    /** Waits until that is known; an interrupt changes nothing but that its flag is set on return. */
    boolean isKept() {
        var interrupted = false;
        while (true) {
            try {
                decided.await();
                if (interrupted) Thread.currentThread().interrupt();
                return isKept;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
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
