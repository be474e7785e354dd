package io.mcpagent.testkit.tool;

import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerPort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class FakeToolServersTest implements ToolServerPortContract {
    private final FakeToolServers servers =
            new FakeToolServers().offering("present", SampleToolServers.tool("echo", "Says it again."));

    @Override
    public ToolServerPort servers() {
        return servers;
    }

    @Override
    public ToolServer present() {
        return server("present");
    }

    @Override
    public ToolServer absent() {
        return server("absent");
    }

    private static ToolServer server(String name) {
        var address = new ToolServerAddress.Http(URI.create("https://tools.example/mcp"), Map.of());
        return new ToolServer(new ToolServerName(name), address, Set.of(), List.of(), Duration.ofSeconds(1));
    }
}
