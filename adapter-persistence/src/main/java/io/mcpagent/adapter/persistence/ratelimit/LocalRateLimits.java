package io.mcpagent.adapter.persistence.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.mcpagent.domain.ratelimit.Rate;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.ratelimit.Taken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Buckets of this process. One that is full again is forgotten, which changes nothing; of very many at once, those that
 * are used least are.
 */
public final class LocalRateLimits implements RateLimitPort {
    private static final long MOST_BUCKETS = 200_000;

    private final TimeMeter meter;
    private final Cache<String, Kept> buckets;

    private LocalRateLimits(InstantSource clock) {
        meter = new Clock(clock);
        Ticker ticker = meter::currentTimeNanos;
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_BUCKETS)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Kept>accessing((name, kept) -> kept.untilFull()))
                .build();
    }

    public static LocalRateLimits open(InstantSource clock) {
        return new LocalRateLimits(clock);
    }

    private record Kept(Bucket bucket, Rate rate) {
        /** When nothing is taken any more. */
        Duration untilFull() {
            var missing = rate.amount() - Math.min(0, bucket.getAvailableTokens());
            return rate.period().multipliedBy(missing / rate.amount() + 1);
        }
    }

    private record Clock(InstantSource source) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            var now = source.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    @Override
    public Taken take(String bucket, Rate rate, long amount) {
        var probe = bucket(bucket, rate).tryConsumeAndReturnRemaining(amount);
        return new Taken(
                probe.isConsumed(),
                Math.max(0, probe.getRemainingTokens()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    @Override
    public void charge(String bucket, Rate rate, long amount) {
        bucket(bucket, rate).consumeIgnoringRateLimits(amount);
        // Looked at again, as it takes longer to be full now.
        bucket(bucket, rate);
    }

    private Bucket bucket(String name, Rate rate) {
        return buckets.get(name, none -> new Kept(made(rate), rate)).bucket;
    }

    private Bucket made(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.amount()).refillGreedy(rate.amount(), rate.period()))
                .withCustomTimePrecision(meter)
                .build();
    }
}
