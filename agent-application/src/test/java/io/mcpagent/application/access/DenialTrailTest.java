package io.mcpagent.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Platform;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository.Order;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.transaction.PendingCommit;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DenialTrailTest {
    private static final Denial DENIAL = new Denial(Platform.BOB, Permission.WRITE, Optional.empty(), "honeycomb");

    private static final int MANY = DenialTrail.MOST_WAITING + 1_000;

    private final House house = new House();
    private final AtomicBoolean isFull = new AtomicBoolean();
    private final CountDownLatch refused = new CountDownLatch(1);

    private DenialTrail trail() {
        var failing = new TransactionPort() {
            @Override
            public PendingCommit begin(Runnable body) {
                write(body);
                return PendingCommit.kept();
            }

            @Override
            public <T> T read(Supplier<T> body) {
                return house.ports.transactions().read(body);
            }

            @Override
            public <T> T write(Supplier<T> body) {
                if (isFull.get()) throw new UpstreamFailure("disk_full", "The disk is full.", true);
                return house.ports.transactions().write(body);
            }
        };
        return DenialTrail.over(house.trail, failing, trouble -> refused.countDown());
    }

    private List<AuditEntry> entries() {
        return house.ports.audit().search(AuditQuery.ALL, Order.OLDEST_FIRST, Optional.empty(), 20_000);
    }

    @Test
    void whoIsDeniedWhatIsToldAndNotWhy() {
        try (var trail = trail()) {
            trail.accept(DENIAL);
        }
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(Audited.ACCESS_DENIED);
            assertThat(entry.outcome()).isEqualTo(AuditOutcome.DENIED);
            assertThat(entry.actor().user()).contains(Platform.BOB.user());
            assertThat(entry.resource()).contains(Audited.permission(Permission.WRITE));
            assertThat(entry.toString()).doesNotContain("honeycomb");
        });
    }

    @Test
    void itIsWrittenWithoutBeingClosed() {
        try (var trail = trail()) {
            trail.accept(DENIAL);
            while (entries().isEmpty()) Thread.onSpinWait();
            trail.accept(DENIAL);
            while (entries().size() < 2) Thread.onSpinWait();
        }
    }

    @Test
    void aTransactionThatFailsTakesItNotAlong() {
        try (var trail = trail()) {
            var thrown = new ArrayList<Exception>();
            try {
                house.ports.transactions().write(() -> {
                    trail.accept(DENIAL);
                    throw new IllegalStateException("rolled back");
                });
            } catch (IllegalStateException expected) {
                thrown.add(expected);
            }
            assertThat(thrown).hasSize(1);
        }
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aFullDiskIsWaitedForAndWhatDoesNotFitIsCounted() throws InterruptedException {
        isFull.set(true);
        try (var trail = trail()) {
            trail.accept(DENIAL);
            refused.await();
            for (var n = 1; n < MANY; n++) trail.accept(DENIAL);
            isFull.set(false);
        }
        // One may be in hand, or some hundreds, while the others wait.
        var dropped = entries().stream()
                .filter(entry -> entry.action().equals(Audited.DENIALS_DROPPED))
                .mapToInt(
                        entry -> Integer.parseInt(entry.resource().orElseThrow().id()))
                .toArray();
        assertThat(dropped).hasSize(1);
        assertThat(entries().size() - 1 + dropped[0]).isEqualTo(MANY);
    }

    @Test
    void closingOverAFullDiskGivesUp() {
        isFull.set(true);
        try (var trail = trail()) {
            trail.accept(DENIAL);
        }
        assertThat(entries()).isEmpty();
        assertThat(refused.getCount()).isZero();
    }
}
