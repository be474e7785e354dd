package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.server.legacy.EventLog.Place;
import io.mcpagent.domain.access.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session that comes by HTTP, with the streams over which it goes.
 *
 * @param owner whose it is: the user, and the key where one was used
 * @param unasked for what belongs to no request
 */
public record Session(String id, Owner owner, LegacySession talk, EventLog log, EventStream unasked, AtomicLong used) {
    /** Who began it. What a session heard is for nobody else. */
    record Owner(String user, Optional<String> key) {
        static Owner of(Caller caller) {
            return new Owner(
                    caller.user().value(),
                    caller.via().key().map(key -> key.value().toString()));
        }
    }

    /** A stream for one request. */
    public EventStream open() {
        return log.open();
    }

    /** Where a client was when its connection broke. */
    public Optional<Resumed> resume(String lastEventId) {
        return log.find(lastEventId).map(Resumed::of);
    }

    /** A stream that a client comes back to. */
    public record Resumed(EventStream stream, long after) {
        static Resumed of(Place place) {
            return new Resumed(place.stream(), place.seq());
        }
    }

    void touch(Instant now) {
        used.set(now.toEpochMilli());
    }

    void end() {
        talk.close();
        unasked.end();
    }
}
