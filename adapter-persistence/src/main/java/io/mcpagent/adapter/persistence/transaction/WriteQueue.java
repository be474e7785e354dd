package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.domain.transaction.PendingCommit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Transactions that wait for the thread that writes, in the order in which they came. Those for which nobody waits yet are
 * left for a moment, so that they are committed together with what comes next.
 */
final class WriteQueue {
    private static final long PATIENCE_NANOS = Duration.ofMillis(5).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Waiting<?>> waiting = new ArrayDeque<>();
    private boolean isAwaited;
    private boolean isIdle;
    private boolean closed;

    /**
     * Hands one in, and waits until it is answered. An interrupt of the caller changes nothing but that its flag is set on
     * return: a transaction is short, and either all of it happens or nothing.
     */
    <T> T call(Function<Session, T> body) {
        return ConnectionThreads.result(handedIn(body, true).answer);
    }

    /** The same, and waits for nothing. */
    <T> PendingCommit begin(Function<Session, T> body) {
        var answer = handedIn(body, false).answer;
        return new PendingCommit(() -> awaitEnd(answer), then -> whenItFails(answer, then));
    }

    private <T> void awaitEnd(CompletableFuture<T> answer) {
        if (!answer.isDone()) hurry();
        var unused = ConnectionThreads.result(answer);
    }

    private static <T> void whenItFails(CompletableFuture<T> answer, Runnable then) {
        var unused = answer.whenComplete((result, failure) -> {
            if (failure != null) then.run();
        });
    }

    private void hurry() {
        lock.lock();
        try {
            isAwaited |= !waiting.isEmpty();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private <T> Waiting<T> handedIn(Function<Session, T> body, boolean isAwaitedAtOnce) {
        var handedIn = new Waiting<>(body);
        lock.lock();
        try {
            if (closed) throw new IllegalStateException("the database is closed");
            waiting.add(handedIn);
            isAwaited |= isAwaitedAtOnce;
            if (isAwaited || isIdle) changed.signal();
        } finally {
            lock.unlock();
        }
        return handedIn;
    }

    /** Waits for the next one; empty when there will be none any more. An interrupt does nothing. */
    Optional<Waiting<?>> take() {
        lock.lock();
        try {
            var left = PATIENCE_NANOS;
            while (!closed && (waiting.isEmpty() || (!isAwaited && left > 0))) {
                // Nothing came for a moment; with whatever comes then another begins.
                isIdle = left <= 0;
                try {
                    var rest = changed.awaitNanos(isIdle ? Long.MAX_VALUE : left);
                    left = isIdle ? PATIENCE_NANOS : rest;
                } catch (InterruptedException nobodyMeansTheWriter) {
                    // It ends when this is closed.
                }
            }
            isIdle = false;
            return polled();
        } finally {
            lock.unlock();
        }
    }

    /** The next one that is there already. */
    Optional<Waiting<?>> poll() {
        lock.lock();
        try {
            return polled();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Waiting<?>> polled() {
        var next = Optional.<Waiting<?>>ofNullable(waiting.poll());
        if (waiting.isEmpty()) isAwaited = false;
        return next;
    }

    /** Takes nothing more; what was handed in is still to be done. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** One transaction, of which its caller hears when it is over. */
    static final class Waiting<T> {
        private final Function<Session, T> body;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Optional<T> result = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();

        private Waiting(Function<Session, T> body) {
            this.body = body;
        }

        /** Whether it did what it was to do. */
        boolean run(Session session) {
            try {
                result = Optional.of(body.apply(session));
            } catch (Throwable thrown) {
                failure = Optional.of(thrown);
            }
            return failure.isEmpty();
        }

        /** What it did is undone, unless it failed by itself before. */
        void lose(Throwable why) {
            if (failure.isEmpty()) failure = Optional.of(why);
        }

        /** Why it failed. */
        Optional<Throwable> failure() {
            return failure;
        }

        /** Lets its caller go on. */
        void tell() {
            failure.ifPresentOrElse(answer::completeExceptionally, () -> answer.complete(result.orElseThrow()));
        }
    }
}
