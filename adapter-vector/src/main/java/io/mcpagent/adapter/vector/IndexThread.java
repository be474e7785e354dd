package io.mcpagent.adapter.vector;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one platform thread that opens, writes and commits. A thread that is interrupted within a channel's call closes the
 * channel, and with it Lucene's lock and writer for the whole process; this one is interrupted by nobody, and who waits
 * for it goes on waiting and keeps the interrupt for later.
 */
final class IndexThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexThread.class);

    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("lucene-index").daemon().factory());

    /** Runs it after what was asked for before, and throws what it throws. */
    void call(Work work) throws IOException {
        var result = executor.submit(() -> {
            work.run();
            return Boolean.TRUE;
        });
        try {
            awaitUninterruptibly(result);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("the index's thread threw what it can't", e);
            }
        }
    }

    /** Runs it some time later; dropped when this is closed. It must not throw. */
    void later(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closedMeanwhile) {
            LOG.debug("the index was closed before this could be done", closedMeanwhile);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private static void awaitUninterruptibly(Future<?> result) throws ExecutionException {
        var interrupted = false;
        try {
            while (true) {
                try {
                    result.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
