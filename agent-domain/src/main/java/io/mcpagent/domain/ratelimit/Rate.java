package io.mcpagent.domain.ratelimit;

import java.time.Duration;

/**
 * So much in so long, as a token bucket: all of it may be used at once, and comes back evenly.
 *
 * @param amount in whatever is counted
 */
public record Rate(long amount, Duration period) {
    public Rate {
        if (amount < 1) throw new IllegalArgumentException("a rate allows at least one");
        if (period.compareTo(Duration.ofSeconds(1)) < 0)
            throw new IllegalArgumentException("the period of a rate is a second or longer");
    }
}
