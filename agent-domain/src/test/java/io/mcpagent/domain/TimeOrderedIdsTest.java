package io.mcpagent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.123Z"));
    private final TimeOrderedIds ids = new TimeOrderedIds((InstantSource) now::get, new Random(7));

    @Test
    void carriesVersionSevenTheVariantOfTheRfcAndTheMilliseconds() {
        var id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.get().toEpochMilli());
    }

    @Test
    void ascendsThroughFiveThousandIdsOfOneMillisecond() {
        assertAscending(Stream.generate(ids::next).limit(5_000).toList());
    }

    @Test
    void ascendsWhenTheClockStepsBack() {
        var before = Stream.generate(ids::next).limit(3).toList();
        now.updateAndGet(instant -> instant.minusSeconds(3_600));
        var after = Stream.generate(ids::next).limit(3).toList();

        assertAscending(Stream.concat(before.stream(), after.stream()).toList());
    }

    @Test
    void followsTheClockAgainWhenItHasCaughtUp() {
        ids.next();
        now.updateAndGet(instant -> instant.plusSeconds(5));

        assertThat(ids.next().getMostSignificantBits() >>> 16)
                .isEqualTo(now.get().toEpochMilli());
    }

    @Test
    void manyThreadsNeverGetTheSameId() {
        var seen = ConcurrentHashMap.<UUID>newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                threads.execute(() -> Stream.generate(ids::next).limit(500).forEach(seen::add));
            }
        }
        assertThat(seen).hasSize(4_000);
    }

    private static void assertAscending(List<UUID> ids) {
        assertThat(ids.stream().map(UUID::toString)).isSorted().doesNotHaveDuplicates();
    }
}
