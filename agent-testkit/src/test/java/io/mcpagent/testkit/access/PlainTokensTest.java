package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.testkit.SteppingTime;

class PlainTokensTest implements TokenPortContract {
    private final SteppingTime time = new SteppingTime();

    @Override
    public TokenPort tokens() {
        return new PlainTokens(time);
    }

    @Override
    public SteppingTime time() {
        return time;
    }
}
