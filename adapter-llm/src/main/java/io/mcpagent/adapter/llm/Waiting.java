package io.mcpagent.adapter.llm;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for other threads, without checked exceptions and without losing an interrupt. */
final class Waiting {
    private Waiting() {}

    /** The result, or what was thrown instead; an interrupt is kept and ends the waiting. */
    static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new CancellationException("interrupted while waiting for the embedding model");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits to the end; an interrupt is kept for later. */
    static void uninterrupted(Wait wait) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    wait.run();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    interface Wait {
        void run() throws InterruptedException;
    }
}
