package io.mcpagent.application.run;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.run.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs that this process drives, and the threads that do it. */
final class UnderWay {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RunId, Driver> drivers = new HashMap<>();
    private final Set<Thread> own = new HashSet<>();
    private boolean stopping;

    /** @throws UpstreamFailure with code {@code shutting_down} */
    void enter(RunId run) {
        locked(() -> {
            if (stopping) throw stops();
            drivers.put(run, new Driver(Thread.currentThread()));
        });
    }

    /** An interrupt of ours must not reach what the thread does next. */
    void leave(RunId run) {
        locked(() -> {
            var driver = drivers.remove(run);
            if (driver != null && driver.interrupted) Thread.interrupted();
            changed.signalAll();
        });
    }

    void interrupt(RunId run) {
        locked(() -> {
            var driver = drivers.get(run);
            if (driver != null) driver.interrupt();
        });
    }

    /** Whether its thread was interrupted here, and not by somebody else. */
    boolean hasInterrupted(RunId run) {
        lock.lock();
        try {
            return Optional.ofNullable(drivers.get(run))
                    .filter(driver -> driver.interrupted)
                    .isPresent();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a body on a virtual thread that {@link #close} waits for. */
    void begin(Runnable body) {
        locked(() -> {
            if (stopping) throw stops();
            var thread = Thread.ofVirtual().name("run").unstarted(() -> {
                try {
                    body.run();
                } finally {
                    locked(() -> {
                        own.remove(Thread.currentThread());
                        changed.signalAll();
                    });
                }
            });
            own.add(thread);
            thread.start();
        });
    }

    /** Runs a body at once and then at this interval, until closed. */
    void repeat(Duration interval, Runnable body) {
        Thread.ofVirtual().name("runs-of-others").start(() -> {
            var goesOn = true;
            while (goesOn) {
                body.run();
                goesOn = !stopsWithin(interval);
            }
        });
    }

    private boolean stopsWithin(Duration patience) {
        lock.lock();
        try {
            for (var left = patience.toNanos(); !stopping && left > 0; ) left = changed.awaitNanos(left);
            return stopping;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing new on, waits so long for the threads that it began and those that drive, and then interrupts all that drive. */
    void close(Duration patience) {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (!isIdle() && left > 0 && !stopping) left = changed.awaitNanos(left);
            stopping = true;
            drivers.values().forEach(Driver::interrupt);
            own.forEach(Thread::interrupt);
            changed.signalAll();
            for (left = TimeUnit.SECONDS.toNanos(10); !isIdle() && left > 0; ) left = changed.awaitNanos(left);
        } catch (InterruptedException alsoToldToStop) {
            stopping = true;
            drivers.values().forEach(Driver::interrupt);
            own.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        return own.isEmpty() && drivers.isEmpty();
    }

    static UpstreamFailure stops() {
        return new UpstreamFailure("shutting_down", "This process is about to stop. Ask again in a moment.", true);
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    /** Guarded by the lock. */
    private static final class Driver {
        private final Thread thread;
        private boolean interrupted;

        Driver(Thread thread) {
            this.thread = thread;
        }

        void interrupt() {
            interrupted = true;
            thread.interrupt();
        }
    }
}
