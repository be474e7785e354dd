package io.mcpagent.testkit.ratelimit;

import io.mcpagent.domain.ratelimit.Rate;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.ratelimit.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Buckets that are never forgotten. */
public final class InMemoryRateLimits implements RateLimitPort {
    private final InstantSource clock;
    private final Map<String, Level> levels = new HashMap<>();

    public InMemoryRateLimits(InstantSource clock) {
        this.clock = clock;
    }

    private record Level(double amount, Instant at) {}

    @Override
    public synchronized Taken take(String bucket, Rate rate, long amount) {
        var now = clock.instant();
        var there = amount(bucket, rate, now);
        var allowed = there >= (double) amount;
        var left = allowed ? there - (double) amount : there;
        levels.put(bucket, new Level(left, now));
        return new Taken(
                allowed,
                (long) Math.max(0, left),
                allowed ? Duration.ZERO : untilBack(rate, (double) amount - left),
                untilBack(rate, (double) rate.amount() - left));
    }

    @Override
    public synchronized void charge(String bucket, Rate rate, long amount) {
        var now = clock.instant();
        levels.put(bucket, new Level(amount(bucket, rate, now) - (double) amount, now));
    }

    private double amount(String bucket, Rate rate, Instant now) {
        var level = levels.get(bucket);
        if (level == null) return (double) rate.amount();
        var back = (double) Duration.between(level.at, now).toNanos()
                / rate.period().toNanos()
                * rate.amount();
        return Math.min((double) rate.amount(), level.amount + back);
    }

    private static Duration untilBack(Rate rate, double missing) {
        return Duration.ofNanos((long)
                Math.ceil(missing / (double) rate.amount() * rate.period().toNanos()));
    }
}
