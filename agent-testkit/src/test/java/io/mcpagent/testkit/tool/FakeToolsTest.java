package io.mcpagent.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolPort;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeToolsTest implements ToolPortContract {
    private final FakeTools tools = new FakeTools().saying("ping", ToolEffect.READS, "pong");

    @Override
    public ToolPort tools() {
        return tools;
    }

    @Override
    public ToolInvocation goodCall() {
        return new ToolInvocation(Caller.LOCAL_OWNER, "key", "ping", Json.object(), Set.of());
    }

    @Test
    void remembersWhatItWasAsked() {
        tools.call(goodCall());

        assertThat(tools.invocations()).containsExactly(goodCall());
    }
}
