package io.mcpagent.adapter.mcp.server.legacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * The events of one session's streams, kept so that a client whose connection broke can have what it missed: so many and no
 * more, of which the oldest go first. Safe for use by many threads.
 */
final class EventLog {
    private static final int MOST_STREAMS = 200;
    /** How many times as much may wait for a client that has not read it yet: a large result is one event. */
    private static final int UNREAD = 32;

    private static final Pattern ID = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.(\\d{1,9})\\.(\\d{1,9})");

    private final String secret;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Map<Long, EventStream> streams = new LinkedHashMap<>();
    private long lastStream;
    private long bytes;

    /**
     * The log of a session.
     *
     * @param mostBytes of what was read
     * @param secret by which ids of other sessions are known to be none of this one's
     */
    EventLog(String secret, long mostBytes) {
        this.secret = secret;
        this.mostBytes = mostBytes;
    }

    /** A place in a stream. */
    record Place(EventStream stream, long seq) {}

    EventStream open() {
        lock.lock();
        try {
            var stream = new EventStream(this, ++lastStream);
            streams.put(stream.number(), stream);
            forgetEnded();
            return stream;
        } finally {
            lock.unlock();
        }
    }

    /** Where an event stands; empty for one of another session, and for one whose followers were forgotten. */
    Optional<Place> find(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches() || !parts.group(1).equals(secret)) return Optional.empty();
        var seq = Long.parseLong(parts.group(3));
        lock.lock();
        try {
            return Optional.ofNullable(streams.get(Long.parseLong(parts.group(2))))
                    .filter(stream -> stream.has(seq))
                    .map(stream -> new Place(stream, seq));
        } finally {
            lock.unlock();
        }
    }

    String id(long stream, long seq) {
        return secret + "." + stream + "." + seq;
    }

    ReentrantLock lock() {
        return lock;
    }

    Condition grown() {
        return grown;
    }

    /** Under the lock. What nobody has read yet goes last, and what was just added stays. */
    void added(int size, EventStream last) {
        bytes += size;
        for (var stream : oldestFirst()) {
            while (bytes > mostBytes && stream.forgetRead()) {
                // Until it fits.
            }
        }
        for (var stream : oldestFirst()) {
            while (bytes > mostBytes * UNREAD && stream != last && stream.forgetOldest()) {
                // Until it fits.
            }
        }
    }

    /** Under the lock. */
    void removed(int size) {
        bytes -= size;
    }

    /** Those that are over, before those whose clients still wait. */
    private List<EventStream> oldestFirst() {
        if (bytes <= mostBytes) return List.of();
        var sorted = new ArrayList<EventStream>();
        streams.values().stream().filter(EventStream::isEnded).forEach(sorted::add);
        streams.values().stream().filter(stream -> !stream.isEnded()).forEach(sorted::add);
        return sorted;
    }

    private void forgetEnded() {
        var ended = streams.values().stream().filter(EventStream::isEnded).iterator();
        while (streams.size() > MOST_STREAMS && ended.hasNext()) {
            var stream = ended.next();
            stream.forgetAll();
            streams.remove(stream.number());
            ended = streams.values().stream().filter(EventStream::isEnded).iterator();
        }
    }
}
