package io.mcpagent.application.document;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * What is extracted at the moment, so that it can be ended. Of all stages this one may take a minute within one document,
 * and has written nothing that an interrupt could spoil.
 */
final class Extractions {
    private final Set<Thread> underWay = new HashSet<>();

    /** @throws CancellationException when it was ended */
    void run(Runnable extraction) {
        enter();
        try {
            extraction.run();
        } finally {
            leave();
        }
        if (Thread.currentThread().isInterrupted())
            throw new CancellationException("the extraction was interrupted; it begins again when ingestion goes on");
    }

    private synchronized void enter() {
        underWay.add(Thread.currentThread());
    }

    private synchronized void leave() {
        underWay.remove(Thread.currentThread());
    }

    /** Ends those that are under way, and no later ones. */
    synchronized void end() {
        underWay.forEach(Thread::interrupt);
    }
}
