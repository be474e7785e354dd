package io.mcpagent.adapter.persistence.transaction;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Platform threads that call SQLite for others: a virtual thread that waits inside SQLite holds its carrier, and one that
 * is interrupted must not leave half a transaction. Jobs begin in the order in which they came.
 */
final class ConnectionThreads implements AutoCloseable {
    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final ExecutorService threads;

    /** @param ending runs on each thread before it ends */
    ConnectionThreads(String name, int count, Runnable ending) {
        threads = Executors.newFixedThreadPool(count, job -> {
            // A daemon: a process that ends without closing loses nothing that was committed.
            var thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
                try {
                    job.run();
                } finally {
                    ending.run();
                }
            });
            started.add(thread);
            return thread;
        });
    }

    /**
     * Runs a job and waits for its end. An interrupt of the caller changes nothing but that its flag is set on return:
     * the job is a transaction, which is short, and either all of it happens or nothing.
     */
    <T> T call(Callable<T> job) {
        Future<T> running;
        try {
            running = threads.submit(job);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the database is closed", e);
        }
        return uninterrupted(() -> {
            try {
                return running.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) throw failure;
                if (e.getCause() instanceof Error error) throw error;
                throw new IllegalStateException(e.getCause());
            }
        });
    }

    /** Waits for the jobs that were handed in, and for each thread's ending. */
    @Override
    public void close() {
        threads.shutdown();
        for (var thread : started) {
            uninterrupted(() -> {
                thread.join();
                return true;
            });
        }
    }

    private static <T> T uninterrupted(Wait<T> wait) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return wait.end();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Wait<T> {
        T end() throws InterruptedException;
    }
}
