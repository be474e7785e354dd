package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One thread that says all streams' words, five a second each, and in each word when it was said. */
final class Pace implements AutoCloseable {
    static final int WORDS_PER_SECOND = 5;
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(1) / WORDS_PER_SECOND;
    private static final long NANOS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final PriorityQueue<Stream> streams = new PriorityQueue<>(Comparator.comparingLong(stream -> stream.next));
    private final AtomicLong latest = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("model-pace").unstarted(this::run);

    private Pace() {}

    static Pace start() {
        var pace = new Pace();
        pace.thread.start();
        return pace;
    }

    /** Returns when all words are said. */
    void say(Wire wire, int words) throws IOException, InterruptedException {
        wire.write(Reply.STREAM_HEAD);
        var stream = new Stream(wire, words, System.nanoTime());
        lock.lock();
        try {
            streams.add(stream);
            sooner.signal();
        } finally {
            lock.unlock();
        }
        stream.done.await();
        if (stream.broken) throw new IOException("the stream was closed");
    }

    long latestMicros() {
        return latest.getAndSet(0) / NANOS;
    }

    private void run() {
        try {
            while (true) {
                var stream = due();
                latest.accumulateAndGet(System.nanoTime() - stream.next, Math::max);
                if (stream.sayNext()) again(stream);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream due() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var first = streams.peek();
                if (first == null) sooner.await();
                else {
                    var wait = first.next - System.nanoTime();
                    if (wait <= 0) return streams.remove();
                    var unused = sooner.awaitNanos(wait);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void again(Stream stream) {
        lock.lock();
        try {
            streams.add(stream);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static final class Stream {
        private final Wire wire;
        private final int words;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile boolean broken;
        private int said;
        private long next;

        Stream(Wire wire, int words, long next) {
            this.wire = wire;
            this.words = words;
            this.next = next;
        }

        /** Whether there is more to be said. */
        boolean sayNext() {
            try {
                if (said < words) {
                    wire.write(Reply.word("~" + said + "." + System.nanoTime() + "~ "));
                    said++;
                    next += BETWEEN;
                    return true;
                }
                wire.write(Reply.end());
                wire.write(Reply.LAST_CHUNK);
            } catch (IOException gone) {
                broken = true;
            }
            done.countDown();
            return false;
        }
    }
}
