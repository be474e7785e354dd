package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerOffer;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;

/** MCP servers by name: each connected when it is first needed, and ended when it is not needed for a while. */
public final class McpToolServers implements ToolServerPort, AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Map<ToolServerName, Peer> peers = new ConcurrentHashMap<>();
    private final String version;
    private final Call.Factory http;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer;

    private McpToolServers(String version, Call.Factory http, InstantSource clock) {
        this.version = version;
        this.http = http;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("tool-servers-idle").factory());
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /**
     * Connects to nothing yet.
     *
     * @param version of this platform, which servers are told
     * @param http through which all goes to servers on the network
     */
    public static McpToolServers open(String version, Call.Factory http, InstantSource clock) {
        return new McpToolServers(version, http, clock);
    }

    @Override
    public ToolServerOffer offer(ToolServer server, Caller caller) {
        return peer(server).offer();
    }

    @Override
    public ToolResponse call(ToolServer server, String tool, ToolInvocation invocation) {
        return peer(server).call(tool, invocation);
    }

    private Peer peer(ToolServer server) {
        var peer = peers.compute(server.name(), (name, known) -> {
            if (known != null && known.server().equals(server)) return known;
            if (known != null) known.close();
            return new Peer(server, version, http, Credentials.NONE, clock);
        });
        if (timer.getQueue().isEmpty()) lookLater();
        return peer;
    }

    private void endIdle() {
        peers.values().forEach(peer -> peer.endIdle(IDLE));
        if (peers.values().stream().anyMatch(peer -> peer.connection().isConnected())) lookLater();
    }

    private void lookLater() {
        // What it may throw ends the looking alone; the next call begins it again.
        var unused = timer.schedule(this::endIdle, LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public List<ToolServerState> states() {
        return peers.values().stream()
                .map(peer -> peer.connection().state())
                .sorted(Comparator.comparing(state -> state.server().value()))
                .toList();
    }

    @Override
    public void disconnect(ToolServerName server) {
        var peer = peers.remove(server);
        if (peer != null) peer.close();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        peers.values().forEach(Peer::close);
        peers.clear();
    }
}
