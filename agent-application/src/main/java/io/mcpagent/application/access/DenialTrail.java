package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Leaves an audit entry for each denial, behind the denial: it may come within a transaction that is rolled back because
 * of it, or in one that only reads. One thread writes, many at once, so that a flood of denials costs few commits and
 * makes nobody wait.
 *
 * <p>A kill takes what waits with it, mostly nothing. Of what comes while {@value #MOST_WAITING} wait, since the disk is
 * full or there are more than can be written, only the number is kept, in an entry of its own.
 */
public final class DenialTrail implements Consumer<Denial>, AutoCloseable {
    static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 500;
    private static final Duration NEXT_TRY = Duration.ofSeconds(1);

    private final AuditTrail trail;
    private final TransactionPort transactions;
    private final Consumer<? super RuntimeException> trouble;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** What is being written, and again when that fails. */
    private final List<AuditEntry> batch = new ArrayList<>();

    private final Thread writer;

    private DenialTrail(AuditTrail trail, TransactionPort transactions, Consumer<? super RuntimeException> trouble) {
        this.trail = trail;
        this.transactions = transactions;
        this.trouble = trouble;
        writer = Thread.ofVirtual().name("denials").unstarted(this::write);
    }

    /**
     * Writes from now on, until it is closed.
     *
     * @param trouble told, from another thread, what keeps it from writing; it tries again
     */
    public static DenialTrail over(
            AuditTrail trail, TransactionPort transactions, Consumer<? super RuntimeException> trouble) {
        var denials = new DenialTrail(trail, transactions, trouble);
        denials.writer.start();
        return denials;
    }

    /** Never waits. */
    @Override
    public void accept(Denial denial) {
        var resource = denial.resource().map(Audited::thing).orElseGet(() -> Audited.permission(denial.action()));
        var entry = trail.entryOfDenial(AuditActor.of(denial.caller()), Audited.ACCESS_DENIED, resource);
        if (!waiting.offer(entry)) dropped.incrementAndGet();
        if (news.availablePermits() == 0) news.release();
    }

    /** Writes what waits still; what can't be written then is told as trouble, and stands in the log alone. */
    @Override
    public void close() {
        stopped.countDown();
        news.release();
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (stopped.getCount() > 0) {
                news.acquire();
                news.drainPermits();
                while (!isWritten() && !stopped.await(NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS)) {}
            }
            if (!batch.isEmpty() || !waiting.isEmpty() || dropped.get() > 0) isWritten();
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWritten() {
        try {
            while (true) {
                waiting.drainTo(batch, AT_ONCE - batch.size());
                var lost = dropped.get();
                if (batch.isEmpty() && lost == 0) return true;
                transactions.write(() -> append(lost));
                batch.clear();
                dropped.addAndGet(-lost);
            }
        } catch (RuntimeException failure) {
            trouble.accept(failure);
            return false;
        }
    }

    private void append(long lost) {
        batch.forEach(trail::append);
        if (lost > 0)
            trail.append(trail.entryOfDenial(AuditActor.NOBODY, Audited.DENIALS_DROPPED, Audited.count(lost)));
    }
}
