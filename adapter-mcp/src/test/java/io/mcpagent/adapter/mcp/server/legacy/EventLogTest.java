package io.mcpagent.adapter.mcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final EventLog log = new EventLog("s", 1_000);

    @Test
    void eachStreamIsReadOnFromWhereItsReaderWas() {
        var first = log.open();
        var second = log.open();
        first.send(told(1));
        second.send(told(2));
        first.send(told(3));
        first.end();
        second.end();

        assertThat(read(first, 0)).containsExactly("s.1.1", "s.1.2");
        assertThat(read(first, 1)).containsExactly("s.1.2");
        assertThat(read(second, 0)).containsExactly("s.2.1");
        assertThat(log.find("s.1.1")).hasValueSatisfying(place -> {
            assertThat(place.stream()).isSameAs(first);
            assertThat(place.seq()).isEqualTo(1);
        });
    }

    @Test
    void whatWasReadIsForgottenFirstAndItsPlaceIsNoneAnyMore() {
        var stream = log.open();
        stream.send(told(900));
        stream.end();
        read(stream, 0);
        var other = log.open();
        other.send(told(900));

        assertThat(log.find("s.1.0")).isEmpty();
        assertThat(log.find("s.1.1")).isPresent();
        assertThat(log.find("s.2.0")).isPresent();
    }

    @Test
    void aLargeResultWaitsForItsReader() {
        var stream = log.open();
        stream.send(told(20_000));
        stream.end();
        log.open().send(told(5_000));

        assertThat(read(stream, 0)).containsExactly("s.1.1");
    }

    @Test
    void theRoomForWhatNobodyReadsIsBoundedToo() {
        for (var n = 0; n < 100; n++) {
            var stream = log.open();
            stream.send(told(10_000));
            stream.end();
        }

        assertThat(log.find("s.1.0")).isEmpty();
        assertThat(log.find("s.100.0")).isPresent();
    }

    @Test
    void placesThatNobodyWasToldOfAreNone() {
        log.open();

        for (var unknown : List.of("", "s", "s.1", "s.1.1", "s.2.0", "t.1.0", "s.1.-1", "s.999999999999.0", "s.1.0.0"))
            assertThat(log.find(unknown)).as(unknown).isEmpty();
        assertThat(log.find("s.1.0")).isPresent();
    }

    private static Message told(int size) {
        return new Message.Notification("told", Json.object().with("x", Json.of("x".repeat(size))));
    }

    private static List<String> read(EventStream stream, long after) {
        var ids = new ArrayList<String>();
        stream.follow(
                after,
                new EventStream.Follower() {
                    @Override
                    public void event(String id, byte[] data) {
                        ids.add(id);
                    }

                    @Override
                    public void idle() {
                        // The streams of these tests have ended.
                    }
                },
                Duration.ofSeconds(10));
        return ids;
    }
}
