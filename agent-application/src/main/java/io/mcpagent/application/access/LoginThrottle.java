package io.mcpagent.application.access;

import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.failure.LimitExceeded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes guessing slow: after some failures for a name, or from an address, each next try has to wait twice as long. An
 * attempt counts as failed from its beginning, so that many at once gain nothing. Counts are those of this process. What
 * can be no name is counted by its address alone: a stranger says what it is, and how long.
 */
final class LoginThrottle {
    private static final int FREE_FOR_A_NAME = 5;
    private static final int FREE_FOR_AN_ADDRESS = 20;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 8;
    /** A count without a failure for so long is forgotten. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final int MOST_COUNTS = 20_000;

    private final InstantSource clock;
    /** Those that were touched last come last. */
    private final Map<Subject, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    private record Subject(boolean isName, String value) {
        static Subject of(LoginName name) {
            return new Subject(true, name.value());
        }

        int free() {
            return isName ? FREE_FOR_A_NAME : FREE_FOR_AN_ADDRESS;
        }
    }

    private record Count(int failures, Instant last) {}

    /**
     * Counts an attempt.
     *
     * @throws LimitExceeded with code {@code login_throttled}, when it is too early for one
     */
    synchronized void begin(Optional<LoginName> name, String address) {
        var subjects = Stream.concat(name.stream().map(Subject::of), Stream.of(new Subject(false, address)))
                .toList();
        subjects.forEach(this::refuseIfEarly);
        subjects.forEach(this::count);
    }

    /** Takes back the count of an attempt that succeeded; that of its address only by the one, since others come from there too. */
    synchronized void succeeded(LoginName name, String address) {
        counts.remove(Subject.of(name));
        counts.computeIfPresent(
                new Subject(false, address), (subject, count) -> new Count(count.failures - 1, count.last));
    }

    private void refuseIfEarly(Subject subject) {
        var count = counts.get(subject);
        if (count == null) return;
        var now = clock.instant();
        var wait = Duration.between(now, count.last.plus(delay(count.failures - subject.free())));
        if (wait.isPositive())
            throw new LimitExceeded(
                    "login_throttled", "There were too many failed logins. Wait, and try again then.", wait);
    }

    private static Duration delay(int tooMany) {
        return tooMany < 0 ? Duration.ZERO : FIRST_DELAY.multipliedBy(1L << Math.min(tooMany, MOST_DOUBLINGS));
    }

    private void count(Subject subject) {
        var now = clock.instant();
        counts.merge(
                subject,
                new Count(1, now),
                (before, first) ->
                        before.last.plus(MEMORY).isBefore(now) ? first : new Count(before.failures + 1, now));
        if (counts.size() > MOST_COUNTS)
            counts.remove(counts.keySet().iterator().next());
    }
}
