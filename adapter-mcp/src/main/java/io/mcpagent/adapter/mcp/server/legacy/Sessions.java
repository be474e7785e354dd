package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.server.legacy.Session.Owner;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.domain.access.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The sessions that are open: so many of each user and no more, each until nobody has used it for a while. */
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
     * @param most of all; of more one goes of whoever has most
     * @param mostOfUser by whatever keys they come; of more the one goes that was used least lately
     * @param idle after how long without a word one ends
     * @param logBytes of events that one keeps for a client whose connection broke
     * @param patience how long a client may take to answer
     */
    public record Limits(int most, int mostOfUser, Duration idle, long logBytes, Duration patience) {}

    public Sessions(Offer offer, Limits limits, SecureRandom random, InstantSource clock) {
        this.offer = offer;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
    }

    /** A new one. Where there are too many already, another ends for it. */
    public synchronized Session begin(Caller caller, Hello hello) {
        sweep();
        var owner = Owner.of(caller);
        makeRoom(owner.user());
        var log = new EventLog(text(SECRET_BYTES), limits.logBytes);
        var unasked = log.open();
        var talk = new LegacySession(offer, caller, hello, unasked, limits.patience);
        var session = new Session(text(ID_BYTES), owner, talk, log, unasked, new AtomicLong());
        session.touch(clock.instant());
        open.put(session.id(), session);
        return session;
    }

    /** Keys cost nothing, so users are counted; and of these, whoever takes most room makes it. */
    private void makeRoom(String user) {
        var counts = new HashMap<>(Map.of(user, 1L));
        open.values().forEach(session -> counts.merge(session.owner().user(), 1L, Long::sum));
        if (counts.getOrDefault(user, 1L) > limits.mostOfUser) endOldest(Set.of(user));
        if (open.size() < limits.most) return;
        var most = Collections.max(counts.values());
        endOldest(counts.keySet().stream()
                .filter(name -> most.equals(counts.get(name)))
                .collect(Collectors.toSet()));
    }

    private void endOldest(Set<String> users) {
        open.values().stream()
                .filter(session -> users.contains(session.owner().user()))
                .min(Comparator.comparingLong(session -> session.used().get()))
                .ifPresent(this::end);
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
