package io.mcpagent.testkit.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import io.mcpagent.testkit.SteppingTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ScriptedToolServerSignInsTest implements ToolServerSignInPortContract {
    private final SteppingTime time = new SteppingTime();
    private final ScriptedToolServerSignIns signIns = new ScriptedToolServerSignIns(time);

    @Override
    public ToolServerSignInPort signIns() {
        return signIns;
    }

    @Override
    public ToolServer server() {
        return new ToolServer(
                new ToolServerName("wiki"),
                new ToolServerAddress.Http(URI.create("https://wiki.example/mcp"), Map.of()),
                Set.of(),
                List.of(),
                Duration.ofSeconds(1));
    }

    @Override
    public String comeBack(URI at) {
        return ScriptedToolServerSignIns.comeBack(at);
    }

    @Override
    public boolean isSignedIn(Caller caller) {
        return signIns.isSignedIn(server().name(), caller.user());
    }

    @Override
    public SteppingTime time() {
        return time;
    }
}
