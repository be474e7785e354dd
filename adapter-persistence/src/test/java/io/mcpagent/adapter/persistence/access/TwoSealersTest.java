package io.mcpagent.adapter.persistence.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.OnTwoNodes;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.application.access.AuditSealing;
import io.mcpagent.application.access.AuditService;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.AuditVerdict.Intact;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.TimeOrderedIds;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.Caller;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two nodes that write to one audit log and seal it, both at the same time. */
class TwoSealersTest extends OnTwoNodes {
    private static final int ENTRIES = 300;
    private static final AuditAction ACTION = new AuditAction("user.created");
    private static final AuditedResource RESOURCE = new AuditedResource("user", "x");

    @Test
    void leaveOneChainWithEveryEntryInIt() throws Exception {
        var writing = new AtomicInteger(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = List.of(threads.submit(writer(first, writing)), threads.submit(writer(second, writing)));
            var sealers = List.of(threads.submit(sealer(first, writing)), threads.submit(sealer(second, writing)));
            for (var writer : writers) writer.get(2, TimeUnit.MINUTES);
            for (var sealer : sealers) sealer.get(2, TimeUnit.MINUTES);
        }
        sealing(first).seal();

        var intact = intact(second);
        assertThat(intact.entries()).isEqualTo(2 * ENTRIES);
        assertThat(intact.unsealed()).isZero();
    }

    /** Its id is the earlier one, and a seal with a later one is there when it is committed. */
    @Test
    void anEntryThatIsCommittedLateGoesIntoALaterSeal() throws Exception {
        var appended = new CountDownLatch(1);
        var sealed = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> late = threads.submit(() -> first.transactions().write(() -> {
                trail(first).done(Caller.LOCAL_OWNER, ACTION, RESOURCE);
                appended.countDown();
                await(sealed);
            }));
            appended.await();
            trail(second).done(Caller.LOCAL_OWNER, ACTION, RESOURCE);
            assertThat(sealing(second).seal()).isEqualTo(1);
            sealed.countDown();
            late.get(1, TimeUnit.MINUTES);
        }
        assertThat(intact(first).unsealed()).isEqualTo(1);
        assertThat(sealing(second).seal()).isEqualTo(1);

        assertThat(intact(first).entries()).isEqualTo(2);
        assertThat(intact(first).seals()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Callable<Boolean> writer(SqlPersistence node, AtomicInteger writing) {
        return () -> {
            var trail = trail(node);
            for (var i = 0; i < ENTRIES; i++) trail.done(Caller.LOCAL_OWNER, ACTION, RESOURCE);
            writing.decrementAndGet();
            return true;
        };
    }

    private Callable<Boolean> sealer(SqlPersistence node, AtomicInteger writing) {
        return () -> {
            while (writing.get() > 0) sealing(node).seal();
            return true;
        };
    }

    private static Intact intact(SqlPersistence node) {
        var verdict = new AuditService(node.audit(), new Authorization(node.grants(), denial -> {}))
                .verify(Caller.LOCAL_OWNER, Optional.empty());
        assertThat(verdict).isInstanceOf(Intact.class);
        return (Intact) verdict;
    }

    private AuditTrail trail(SqlPersistence node) {
        return new AuditTrail(node.audit(), new TimeOrderedIds(clock, new SecureRandom()), clock);
    }

    private AuditSealing sealing(SqlPersistence node) {
        return new AuditSealing(node.audit(), node.transactions(), clock, failure -> {
            throw failure;
        });
    }
}
