package io.mcpagent.adapter.mcp.tool;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Work that one thread at a time does and another one can end: the thread is interrupted, and is told by no trace of it. */
final class Abandoning {
    private Optional<Thread> worker = Optional.empty();
    private boolean isOver;

    /**
     * Does it, on this thread.
     *
     * @return empty where it was abandoned; what it has opened by then, it has closed
     * @throws CancellationException where the thread was interrupted by others
     */
    <T> Optional<T> of(Supplier<T> work) {
        synchronized (this) {
            if (isOver) return Optional.empty();
            worker = Optional.of(Thread.currentThread());
        }
        try {
            return Optional.of(work.get());
        } catch (CancellationException interrupted) {
            if (isOver()) return Optional.empty();
            throw interrupted;
        } finally {
            synchronized (this) {
                worker = Optional.empty();
                // The interrupt was meant for the work alone, and may have come when it was done.
                if (isOver) Thread.interrupted();
            }
        }
    }

    /** From now on nothing is done. */
    synchronized void abandon() {
        isOver = true;
        worker.ifPresent(Thread::interrupt);
    }

    synchronized boolean isOver() {
        return isOver;
    }
}
