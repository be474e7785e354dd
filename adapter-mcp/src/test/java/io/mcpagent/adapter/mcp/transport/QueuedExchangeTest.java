package io.mcpagent.adapter.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a server sends for a call that nobody reads, as a person is waited for. */
class QueuedExchangeTest {
    private static final Duration NOW = Duration.ofMillis(1);
    private static final Json.Obj LARGE = Json.object().with("text", Json.of("x".repeat(1 << 20)));
    private static final Message.Notification PROGRESS = new Message.Notification("notifications/progress", LARGE);

    private final Backlog backlog = new Backlog();
    private final AtomicInteger closed = new AtomicInteger();
    private final QueuedExchange exchange = new QueuedExchange(backlog, closed::incrementAndGet);

    private static Message result(int number) {
        return new Message.Result(RequestId.of(number), LARGE);
    }

    private static Message question(int number) {
        return new Message.Request(RequestId.of(number), "elicitation/create", LARGE);
    }

    private void assertNothingWaits() {
        assertThat(backlog.takes(Limits.BACKLOG)).isTrue();
        backlog.release(Limits.BACKLOG);
    }

    @Test
    void afterTheAnswerNothingIsKept() {
        for (var n = 0; n < 1_000; n++) {
            exchange.offer(result(n));
            exchange.offer(question(n));
            exchange.offer(PROGRESS);
        }

        assertThat(exchange.next(NOW)).isEqualTo(result(0));
        assertThatThrownBy(() -> exchange.next(NOW)).hasMessageContaining("sent nothing");
        assertNothingWaits();
    }

    @Test
    void largeProgressIsDroppedAndTheAnswerIsNot() {
        for (var n = 0; n < 1_000; n++) exchange.offer(PROGRESS);
        for (var n = 0; n < 2; n++) assertThat(exchange.next(NOW)).isEqualTo(PROGRESS);
        exchange.offer(result(1));

        var kept = 0;
        while (exchange.next(NOW) instanceof Message.Notification) kept++;
        assertThat(kept).isBetween(10, 40);
        assertThat(closed).hasValue(0);
        assertNothingWaits();
    }

    @Test
    void questionsThatAreTooLargeTogetherEndTheCall() {
        for (var n = 0; n < 1_000; n++) exchange.offer(question(n));

        assertThat(closed).hasValue(1);
        assertThat(exchange.next(NOW)).isEqualTo(question(0));
        assertThatThrownBy(() -> {
                    while (true) exchange.next(NOW);
                })
                .isInstanceOf(WireFailure.class)
                .hasMessageContaining("more than is taken in");
        assertNothingWaits();
    }

    @Test
    void smallQuestionsWithoutEndEndTheCall() {
        for (var n = 0; n < 1_000; n++)
            exchange.offer(new Message.Request(RequestId.of(n), "elicitation/create", Json.object()));

        assertThat(closed).hasValue(1);
    }

    @Test
    void whatNobodyReadCountsNoMoreWhenTheCallIsClosed() {
        exchange.offer(question(1));
        exchange.offer(result(1));

        exchange.close();
        exchange.offer(question(2));

        assertNothingWaits();
    }

    @Test
    void oneCallsBacklogIsAllCallsBacklog() {
        for (var n = 0; n < 20; n++) {
            var other = new QueuedExchange(backlog, () -> {});
            for (var m = 0; m < 100; m++) other.offer(PROGRESS);
        }

        assertThat(backlog.takes(Limits.BACKLOG / 2)).isFalse();
    }
}
