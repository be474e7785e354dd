package io.mcpagent.testkit.ratelimit;

import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.testkit.SteppingTime;

class InMemoryRateLimitsTest implements RateLimitPortContract {
    private final SteppingTime time = new SteppingTime();
    private final InMemoryRateLimits limits = new InMemoryRateLimits(time);

    @Override
    public RateLimitPort rateLimits() {
        return limits;
    }

    @Override
    public SteppingTime time() {
        return time;
    }
}
