package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.Weight;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An exchange of a wire that all requests share: whoever reads the wire hands over what is meant for it. */
final class QueuedExchange implements Exchange {
    private sealed interface Next {
        record Came(Message message, long weight) implements Next {}

        record Broke(RuntimeException failure) implements Next {}
    }

    private final BlockingQueue<Next> waiting = new LinkedBlockingQueue<>();
    private final Backlog backlog;
    private final Runnable closed;
    /** Whether all is here that will be read. */
    private boolean isOver;

    /**
     * An exchange that nothing waits in yet.
     *
     * @param backlog of the wire
     * @param closed called when nobody reads it any more, or the server sends too much
     */
    QueuedExchange(Backlog backlog, Runnable closed) {
        this.backlog = backlog;
        this.closed = closed;
    }

    @Override
    public Message next(Duration patience) {
        try {
            return switch (waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                case Next.Came(var message, var weight) -> {
                    backlog.release(weight);
                    yield message;
                }
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

    /**
     * Drops notifications that nobody reads fast enough, and what comes after the answer. Of questions and answers that
     * are too much, the request fails: a call that waits for a person is read by nobody.
     */
    @Override
    public void offer(Message message) {
        if (isTaken(message)) return;
        fail(new WireFailure(WireFailure.Kind.GARBLED, "The server sends more than is taken in."));
        closed.run();
    }

    private synchronized boolean isTaken(Message message) {
        if (isOver) return true;
        var weight = Weight.of(message);
        if (waiting.size() >= Limits.WAITING || !backlog.takes(weight)) return message instanceof Message.Notification;
        isOver = message instanceof Message.Result || message instanceof Message.Failure;
        waiting.add(new Next.Came(message, weight));
        return true;
    }

    /** Nothing comes any more. */
    synchronized void fail(RuntimeException failure) {
        if (isOver) return;
        isOver = true;
        waiting.add(new Next.Broke(failure));
    }

    @Override
    public synchronized boolean isAnswered() {
        return isOver;
    }

    @Override
    public boolean isCancelledByClosing() {
        return false;
    }

    @Override
    public void close() {
        closed.run();
        synchronized (this) {
            isOver = true;
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                if (next instanceof Next.Came(var message, var weight)) backlog.release(weight);
            }
        }
    }
}
