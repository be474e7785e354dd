package io.mcpagent.adapter.persistence.ratelimit;

import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.ratelimit.RateLimitPortContract;

class LocalRateLimitsTest implements RateLimitPortContract {
    private final SteppingTime time = new SteppingTime();
    private final LocalRateLimits limits = LocalRateLimits.open(time);

    @Override
    public RateLimitPort rateLimits() {
        return limits;
    }

    @Override
    public SteppingTime time() {
        return time;
    }
}
