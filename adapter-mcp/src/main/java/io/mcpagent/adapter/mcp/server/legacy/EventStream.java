package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * One stream of a session: what was sent on it, whether or not somebody was there to read it. One connection at a time
 * follows it; one that comes later takes the place of the one before. Safe for use by many threads.
 */
public final class EventStream implements Outlet {
    private final EventLog log;
    private final long number;
    private final Deque<Event> events = new ArrayDeque<>();
    private long lastSeq;
    private long forgotten;
    private long followers;
    private long handed;
    private boolean ended;

    EventStream(EventLog log, long number) {
        this.log = log;
        this.number = number;
    }

    // Written once, and never changed.
    @SuppressWarnings("ArrayRecordComponent")
    private record Event(long seq, byte[] data) {}

    /** One connection to the client. Each method may throw when the client is gone. */
    public interface Follower {
        void event(String id, byte[] data);

        /** Nothing happened for a while. */
        void idle();
    }

    long number() {
        return number;
    }

    @Override
    public void send(Message message) {
        var data = MessageWriter.bytes(message);
        log.lock().lock();
        try {
            if (ended) return;
            events.add(new Event(++lastSeq, data));
            log.added(data.length, this);
            log.grown().signalAll();
        } finally {
            log.lock().unlock();
        }
    }

    /** Nothing follows any more. */
    public void end() {
        log.lock().lock();
        try {
            ended = true;
            log.grown().signalAll();
        } finally {
            log.lock().unlock();
        }
    }

    /** The id of the place before all events, from which on a client can come back though it had none. */
    public String startId() {
        return log.id(number, 0);
    }

    /**
     * Hands over what comes after a place until the stream ends, another follower comes, or this one throws.
     *
     * @param patience after how long without an event the follower is told so
     * @throws CancellationException when it is interrupted
     */
    public void follow(long after, Follower follower, Duration patience) {
        var turn = begin();
        var seq = after;
        while (true) {
            var next = await(turn, seq, patience);
            if (next.isOver) return;
            for (var event : next.events) {
                follower.event(log.id(number, event.seq), event.data);
                seq = event.seq;
                hand(seq);
            }
            if (next.events.isEmpty()) follower.idle();
        }
    }

    private void hand(long seq) {
        log.lock().lock();
        try {
            handed = Math.max(handed, seq);
        } finally {
            log.lock().unlock();
        }
    }

    /** The place behind all that somebody was there to read. */
    public long handed() {
        log.lock().lock();
        try {
            return handed;
        } finally {
            log.lock().unlock();
        }
    }

    /** @param isOver whether nothing will come for this follower */
    private record Next(List<Event> events, boolean isOver) {}

    private long begin() {
        log.lock().lock();
        try {
            log.grown().signalAll();
            return ++followers;
        } finally {
            log.lock().unlock();
        }
    }

    private Next await(long turn, long seq, Duration patience) {
        log.lock().lock();
        try {
            var left = patience.toNanos();
            while (true) {
                // Forgotten before it was sent: the connection breaks, as what follows would not fit.
                if (followers != turn || seq < forgotten) return new Next(List.of(), true);
                var behind = events.stream().filter(event -> event.seq > seq).toList();
                if (!behind.isEmpty()) return new Next(behind, false);
                if (ended) return new Next(List.of(), true);
                if (left <= 0) return new Next(List.of(), false);
                left = log.grown().awaitNanos(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CancellationException("following the stream was interrupted");
        } finally {
            log.lock().unlock();
        }
    }

    /** Under the log's lock, as all that follow. Whether everything behind it is still there. */
    boolean has(long seq) {
        return seq >= forgotten && seq <= lastSeq;
    }

    boolean isEnded() {
        return ended;
    }

    /** The oldest, if somebody was there to read it. */
    boolean forgetRead() {
        var oldest = events.peek();
        return oldest != null && oldest.seq <= handed && forgetOldest();
    }

    boolean forgetOldest() {
        var oldest = events.poll();
        if (oldest == null) return false;
        forgotten = oldest.seq;
        log.removed(oldest.data.length);
        return true;
    }

    void forgetAll() {
        while (forgetOldest()) {
            // All of them.
        }
    }
}
