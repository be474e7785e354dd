package io.mcpagent.adapter.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of the JVM, as Ctrl-C brings it, into an interrupt of the thread that works, and holds the end up until
 * that thread is through. The JVM then ends with 128 and the signal's number, for Ctrl-C 130.
 */
final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch through = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean signalled;
    private volatile Duration patience = PATIENCE;

    private Interruption(Thread worker) {
        hook = new Thread(() -> interrupt(worker), "interruption");
    }

    static Interruption ofThisThread() {
        var interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Holds the end up for so much longer, as whoever works needs it to end well. */
    void bePatient(Duration longer) {
        patience = PATIENCE.plus(longer);
    }

    boolean signalled() {
        return signalled;
    }

    private void interrupt(Thread worker) {
        signalled = true;
        worker.interrupt();
        try {
            if (!through.await(patience.toMillis(), TimeUnit.MILLISECONDS))
                System.err.println("mcp-agent: still busy; what is unfinished resumes with the next start");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        through.countDown();
        if (signalled) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // The hook runs, finds that this is through, and is done.
            signalled = true;
        }
    }
}
