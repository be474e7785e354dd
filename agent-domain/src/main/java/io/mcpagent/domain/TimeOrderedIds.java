package io.mcpagent.domain;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUID version 7: 48 bits of Unix milliseconds, a 12-bit counter within the millisecond, 62 random bits.
 *
 * <p>Strictly ascending within one source, also when the clock stands still or steps back.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, section 5.7</a>
 */
public final class TimeOrderedIds implements IdSource {
    private static final int COUNTER_BITS = 12;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;
    private static final long RANDOM_MASK = 0x3FFFFFFFFFFFFFFFL;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastTick;

    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized UUID next() {
        // A tick is the millisecond and the counter as one number, so a full counter borrows from the next millisecond.
        lastTick = Math.max(lastTick + 1, clock.millis() << COUNTER_BITS);
        var millis = lastTick >>> COUNTER_BITS;
        var counter = lastTick & ((1L << COUNTER_BITS) - 1);
        return new UUID((millis << 16) | VERSION_7 | counter, VARIANT | (random.nextLong() & RANDOM_MASK));
    }
}
