package io.mcpagent.application.document;

import io.mcpagent.application.document.IngestionRun.Expected;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Takes in what is queued, from virtual threads of its own, until closed: what is there already, and what comes later. A
 * failure that is no document's fault is told and tried again, later each time.
 */
public final class IngestionWorker implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** For what other processes queued, or left when they were killed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final Duration LOOK_FOR_EXTRACTIONS = Duration.ofMillis(200);

    private final IngestionRun run;
    private final IngestionNews news;
    private final Consumer<? super Throwable> trouble;
    private final Extractions extractions = new Extractions();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads;

    private IngestionWorker(
            IngestionRun run, int workers, IngestionNews news, Runnable first, Consumer<? super Throwable> trouble) {
        this.run = run;
        this.news = news;
        this.trouble = trouble;
        this.threads = IntStream.range(0, workers)
                .mapToObj(
                        i -> Thread.ofVirtual().name("ingestion-" + i).unstarted(() -> work(i == 0 ? first : () -> {})))
                .toList();
    }

    /** @param first what one of the threads does before all else */
    static IngestionWorker start(
            IngestionRun run, int workers, IngestionNews news, Runnable first, Consumer<? super Throwable> trouble) {
        var worker = new IngestionWorker(run, workers, news, first, trouble);
        worker.threads.forEach(Thread::start);
        return worker;
    }

    private void work(Runnable first) {
        try (var queued = news.onQueued()) {
            tried(first);
            var pause = FIRST_PAUSE;
            while (!isClosing()) {
                if (tried(this::drain)) {
                    pause = FIRST_PAUSE;
                    queued.await(LOOK_AGAIN);
                } else {
                    if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) return;
                    pause = longer(pause);
                }
            }
        } catch (InterruptedException stopped) {
            // Only a drain that was told to stop leaves an interrupt behind.
            Thread.currentThread().interrupt();
        }
    }

    /** Each thread drains for itself, so that what is small is found while another works on what is large. */
    private void drain() {
        run.drain(1, Expected.NOTHING, progress -> checkOpen(), extractions);
    }

    private void checkOpen() {
        if (isClosing()) throw new CancellationException("the ingestion is closing; it resumes at the next start");
    }

    private boolean tried(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException | Error failure) {
            if (isClosing()) return true;
            // What was called off for another reason than closing leaves its mark, with which nothing could be awaited.
            Thread.interrupted();
            trouble.accept(failure);
            return false;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Returns when nothing is worked on any more; what is not through stays queued, with the stages that are done. */
    @Override
    public void close() {
        closing.countDown();
        news.queued();
        try {
            // One may come to its extraction only now.
            for (var thread : threads) while (!thread.join(LOOK_FOR_EXTRACTIONS)) extractions.end();
        } catch (InterruptedException alsoToldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
