package io.mcpagent.adapter.mcp.server.http;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/** From the thread that answers a request to the one that writes the answer. */
final class CallStream implements Outlet {
    /** Of a client that does not read so many, more is left out but for the answer. */
    private static final int MOST_WAITING = 200;

    private final ArrayBlockingQueue<Next> queue = new ArrayBlockingQueue<>(MOST_WAITING + 1);

    /** What comes next. */
    sealed interface Next {
        record Told(Message message) implements Next {}

        /** The last word. */
        record Answered(Message message) implements Next {}

        /** There is no last word: the request was cancelled. */
        record Abandoned() implements Next {}

        /** Nothing yet. */
        record Nothing() implements Next {}
    }

    @Override
    public synchronized void send(Message message) {
        if (queue.remainingCapacity() > 1) queue.add(new Next.Told(message));
    }

    /** Called once, at the end. */
    synchronized void end(Optional<Message> answer) {
        queue.add(answer.<Next>map(Next.Answered::new).orElseGet(Next.Abandoned::new));
    }

    Next next(Duration patience) throws InterruptedException {
        var next = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return next == null ? new Next.Nothing() : next;
    }
}
