package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.domain.failure.AgentFailure;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** An exchange that is read on a thread of its own, so that what comes for it elsewhere is heard as well. */
final class PumpedExchange implements Exchange {
    private static final Duration WHOLE = Duration.ofDays(1);

    private final Exchange exchange;
    private final QueuedExchange queue;

    PumpedExchange(Exchange exchange, Backlog backlog) {
        this.exchange = exchange;
        this.queue = new QueuedExchange(backlog, exchange::close);
    }

    void start() {
        Thread.ofVirtual().name("tool-server-call").start(this::pump);
    }

    private void pump() {
        try {
            Message message;
            do {
                message = exchange.next(WHOLE);
                queue.offer(message);
            } while (!(message instanceof Message.Result || message instanceof Message.Failure));
        } catch (WireFailure | AgentFailure | CancellationException failed) {
            queue.fail(failed);
        } finally {
            // Whatever else ended the reading: whoever waits is told.
            queue.fail(new WireFailure(WireFailure.Kind.BROKEN, "The server's answer could not be read."));
        }
    }

    @Override
    public Message next(Duration patience) {
        return queue.next(patience);
    }

    @Override
    public void offer(Message message) {
        queue.offer(message);
    }

    @Override
    public boolean isAnswered() {
        return queue.isAnswered();
    }

    @Override
    public boolean isCancelledByClosing() {
        return exchange.isCancelledByClosing();
    }

    @Override
    public void close() {
        queue.close();
    }
}
