package io.mcpagent.bootstrap;

import io.mcpagent.adapter.mcp.tool.McpToolServers;
import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.bootstrap.outbound.OutboundClient;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import java.util.Optional;

/**
 * What reaches tool servers, and signs users in with them, opened when a server is first needed; none of them may be called
 * after the platform is closed.
 */
final class ToolServerReach implements AutoCloseable {
    private final Settings settings;
    private final ToolAssembly.Ground ground;
    private final Closing opened = new Closing();
    private Optional<Open> open = Optional.empty();
    private boolean closed;

    private record Open(ToolServerPort servers, ToolServerSignInPort signIns) {}

    ToolServerReach(Settings settings, ToolAssembly.Ground ground) {
        this.settings = settings;
        this.ground = ground;
    }

    ToolServerPort servers() {
        return open().servers();
    }

    ToolServerSignInPort signIns() {
        return open().signIns();
    }

    private synchronized Open open() {
        if (closed) throw new IllegalStateException("the platform is closed");
        var known = open.orElseGet(this::opened);
        open = Optional.of(known);
        return known;
    }

    private Open opened() {
        var http = opened.later(OutboundClient.open(settings.outbound())).calls();
        var ports = new McpToolServers.SignInPorts(
                ground.records().toolServerSignIns(),
                ground.records().pendingToolServerSignIns(),
                ground.access().secrets(),
                ground.access().randomSecrets());
        var reach = McpToolServers.open(
                LocalHost.VERSION, http, LocalTools.jsonSchemas(), settings.toolSignIns(), ports, ground.clock());
        return new Open(opened.later(reach.servers()), reach.signIns());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        opened.close();
    }
}
