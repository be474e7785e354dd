package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Closes audit entries into seals, behind the changes that they tell of: whoever appends waits for nobody. Who is killed
 * before leaves entries that the next one seals; of two who seal at once, one comes second and seals what is left.
 */
public final class AuditSealing implements AutoCloseable {
    private final AuditRepository audit;
    private final TransactionPort transactions;
    private final InstantSource clock;
    private final Consumer<? super RuntimeException> trouble;
    private final ReentrantLock turn = new ReentrantLock();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param trouble told, from any thread, what keeps it from sealing; it tries again */
    public AuditSealing(
            AuditRepository audit,
            TransactionPort transactions,
            InstantSource clock,
            Consumer<? super RuntimeException> trouble) {
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.trouble = trouble;
    }

    /** From now on, until it is closed. */
    public void sealEvery(Duration interval) {
        Thread.ofVirtual().name("audit-sealing").start(() -> {
            try {
                while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS)) trySeal(true);
            } catch (InterruptedException nobodyInterruptsIt) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Seals all that waits.
     *
     * @return how many entries that were
     */
    public int seal() {
        var all = 0;
        for (var sealed = sealBatch(); sealed > 0; sealed = sealBatch()) all += sealed;
        return all;
    }

    /** Seals what waits still. */
    @Override
    public void close() {
        stopped.countDown();
        trySeal(false);
    }

    /** @param unlessStopped so that nothing is asked of records that are being closed */
    private void trySeal(boolean unlessStopped) {
        turn.lock();
        try {
            if (unlessStopped && stopped.getCount() == 0) return;
            seal();
        } catch (RuntimeException failure) {
            trouble.accept(failure);
        } finally {
            turn.unlock();
        }
    }

    private int sealBatch() {
        // Asked before anything is locked, as mostly nothing waits.
        if (audit.unsealed(1).isEmpty()) return 0;
        try {
            return transactions.write(() -> {
                var last = audit.lastSeal();
                var entries = audit.unsealed(AuditSeal.MOST);
                if (!entries.isEmpty()) audit.seal(AuditSeal.after(last, entries, clock.instant()));
                return entries.size();
            });
        } catch (Conflict sealedMeanwhile) {
            // What is left is sealed by whoever was first, or in the next round.
            return 0;
        }
    }
}
