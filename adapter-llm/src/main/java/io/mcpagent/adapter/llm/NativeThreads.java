package io.mcpagent.adapter.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The platform threads on which native calls run. A caller waits for the results; one that is interrupted goes away,
 * and what it asked for and nobody began is dropped.
 */
final class NativeThreads implements AutoCloseable {
    /** A question has a person waiting; it never queues behind the passages of an ingestion. */
    enum Urgency {
        QUESTION,
        PASSAGE
    }

    private final AtomicLong order = new AtomicLong();
    private final ThreadPoolExecutor threads;

    NativeThreads(int count) {
        var factory = Thread.ofPlatform().name("embedding-", 0).daemon().factory();
        threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), factory);
    }

    /** Each item's result, in the order of the items, computed on as many threads as there are. */
    <T, R> List<R> map(Urgency urgency, List<T> items, Function<T, R> call) {
        var jobs = new ArrayList<Job<R>>(items.size());
        for (var item : items) {
            var job = new Job<>(urgency, order.getAndIncrement(), () -> call.apply(item));
            jobs.add(job);
            run(job);
        }
        try {
            var results = new ArrayList<R>(items.size());
            for (var job : jobs) {
                results.add(Waiting.result(job));
            }
            return results;
        } finally {
            jobs.forEach(job -> job.cancel(false));
        }
    }

    private void run(Job<?> job) {
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the embedding model is closed", e);
        }
    }

    /** Drops what waits and lets running calls end: what they use is freed next. */
    @Override
    public void close() {
        threads.shutdown();
        var waiting = new ArrayList<Runnable>();
        threads.getQueue().drainTo(waiting);
        waiting.forEach(job -> ((Job<?>) job).cancel(false));
        Waiting.uninterrupted(() -> threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    }

    private static final class Job<R> extends FutureTask<R> implements Comparable<Job<?>> {
        private final Urgency urgency;
        private final long number;

        private Job(Urgency urgency, long number, Callable<R> call) {
            super(call);
            this.urgency = urgency;
            this.number = number;
        }

        @Override
        public int compareTo(Job<?> other) {
            var byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(number, other.number);
        }
    }
}
