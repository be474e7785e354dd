package io.mcpagent.adapter.persistence.transaction;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Threads that call a database for others, which are interrupted by nobody. Each of them finishes its transaction,
 * whatever happens to whoever waits for it.
 */
final class ConnectionThreads implements AutoCloseable {
    private final List<Thread> started;
    private final ExecutorService threads;

    private ConnectionThreads(ExecutorService threads, List<Thread> started) {
        this.threads = threads;
        this.started = started;
    }

    /**
     * For what holds a virtual thread's carrier while it waits, such as SQLite. Jobs begin in the order in which they
     * came.
     *
     * @param ending runs on each thread before it ends
     */
    static ConnectionThreads platform(String name, int count, Runnable ending) {
        var started = new CopyOnWriteArrayList<Thread>();
        var threads = Executors.newFixedThreadPool(count, job -> {
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
        return new ConnectionThreads(threads, started);
    }

    /** One for each job. */
    static ConnectionThreads virtual(String name) {
        var each = Thread.ofVirtual().name(name + "-", 0).factory();
        return new ConnectionThreads(Executors.newThreadPerTaskExecutor(each), List.of());
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
        return result(running);
    }

    /** Waits for a job's end, and throws what it threw. An interrupt changes nothing but that its flag is set on return. */
    static <T> T result(Future<T> running) {
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

    /** Waits for a thread's end. */
    static void join(Thread thread) {
        var unused = uninterrupted(() -> {
            thread.join();
            return true;
        });
    }

    /** Waits for the jobs that were handed in, and for each thread's ending. */
    @Override
    public void close() {
        threads.shutdown();
        uninterrupted(() -> threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        started.forEach(ConnectionThreads::join);
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
