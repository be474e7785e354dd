package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An exchange of a wire that all requests share: whoever reads the wire hands over what is meant for it. */
final class QueuedExchange implements Exchange {
    private sealed interface Next {
        record Came(Message message) implements Next {}

        record Broke(RuntimeException failure) implements Next {}
    }

    private final BlockingQueue<Next> waiting = new LinkedBlockingQueue<>();
    private final Runnable closed;

    /** @param closed called when nobody reads it any more */
    QueuedExchange(Runnable closed) {
        this.closed = closed;
    }

    @Override
    public Message next(Duration patience) {
        try {
            return switch (waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                case Next.Came(var message) -> message;
                case Next.Broke(var failure) -> throw failure;
                case null ->
                    throw new WireFailure(
                            WireFailure.Kind.SILENT,
                            "The server has sent nothing for %d seconds.".formatted(patience.toSeconds()));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a tool server was waited for");
        }
    }

    /** Drops notifications that nobody reads fast enough. */
    @Override
    public void offer(Message message) {
        if (message instanceof Message.Notification && waiting.size() >= Limits.WAITING) return;
        waiting.add(new Next.Came(message));
    }

    void fail(RuntimeException failure) {
        waiting.add(new Next.Broke(failure));
    }

    @Override
    public boolean isCancelledByClosing() {
        return false;
    }

    @Override
    public void close() {
        closed.run();
    }
}
