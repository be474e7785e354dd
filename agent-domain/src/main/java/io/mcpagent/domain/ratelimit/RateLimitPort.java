package io.mcpagent.domain.ratelimit;

/**
 * Buckets by name; one that nobody has used is full. A name always comes with the same rate. Safe for use by many threads;
 * of two that take the last at once one is refused.
 */
public interface RateLimitPort {
    /** Takes that much where it is there, and nothing where it is not. */
    Taken take(String bucket, Rate rate, long amount);

    /** Takes what was used already, whether it is there or not; what is missing has to come back before there is any. */
    void charge(String bucket, Rate rate, long amount);
}
