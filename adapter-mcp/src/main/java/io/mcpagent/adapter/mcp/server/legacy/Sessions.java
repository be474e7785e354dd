package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.server.legacy.Session.Owner;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.domain.access.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions that are open: so many of each caller and no more, each until nobody has used it for a while. */
public final class Sessions implements AutoCloseable {
    private static final int ID_BYTES = 32;
    private static final int SECRET_BYTES = 12;

    private final Offer offer;
    private final Limits limits;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<String, Session> open = new HashMap<>();

    /**
     * What sessions may take.
     *
     * @param mostOfOwner of one caller; of more the one goes that was used least lately
     * @param idle after how long without a word one ends
     * @param logBytes of events that one keeps for a client whose connection broke
     * @param patience how long a client may take to answer
     */
    public record Limits(int most, int mostOfOwner, Duration idle, long logBytes, Duration patience) {}

    public Sessions(Offer offer, Limits limits, SecureRandom random, InstantSource clock) {
        this.offer = offer;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
    }

    /** A new one; empty when there are too many already. */
    public synchronized Optional<Session> begin(Caller caller, Hello hello) {
        sweep();
        var owner = Owner.of(caller);
        var own = open.values().stream()
                .filter(session -> session.owner().equals(owner))
                .sorted(Comparator.comparingLong(session -> session.used().get()))
                .toList();
        if (own.size() >= limits.mostOfOwner) own.stream().limit(1).forEach(this::end);
        if (open.size() >= limits.most) return Optional.empty();
        var log = new EventLog(text(SECRET_BYTES), limits.logBytes);
        var unasked = log.open();
        var talk = new LegacySession(offer, caller, hello, unasked, limits.patience);
        var session = new Session(text(ID_BYTES), owner, talk, log, unasked, new AtomicLong());
        session.touch(clock.instant());
        open.put(session.id(), session);
        return Optional.of(session);
    }

    /** The caller's of that id; empty for one that is over, and for one of somebody else. */
    public synchronized Optional<Session> find(Caller caller, String id) {
        sweep();
        var found = Optional.ofNullable(open.get(id))
                .filter(session -> session.owner().equals(Owner.of(caller)));
        found.ifPresent(session -> session.touch(clock.instant()));
        return found;
    }

    /** Somebody listens still. */
    public void touch(Session session) {
        session.touch(clock.instant());
    }

    /** Ends one. */
    public synchronized void end(Session session) {
        if (open.remove(session.id(), session)) session.end();
    }

    /** Ends all. */
    @Override
    public synchronized void close() {
        List.copyOf(open.values()).forEach(this::end);
    }

    private void sweep() {
        var before = clock.instant().minus(limits.idle).toEpochMilli();
        List.copyOf(open.values()).stream()
                .filter(session ->
                        session.used().get() < before && !session.talk().isBusy())
                .forEach(this::end);
    }

    private String text(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
