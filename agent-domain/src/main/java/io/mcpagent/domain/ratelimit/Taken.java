package io.mcpagent.domain.ratelimit;

import java.time.Duration;

/**
 * What came of taking from a bucket.
 *
 * @param allowed whether there was enough; else nothing was taken
 * @param remaining what is left; never below zero
 * @param untilEnough until there is enough; zero where it was allowed
 * @param untilFull until all of it is back
 */
public record Taken(boolean allowed, long remaining, Duration untilEnough, Duration untilFull) {}
