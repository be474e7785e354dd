package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.signin.SignInSettings;
import io.mcpagent.adapter.mcp.signin.SignIns;
import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.JsonSchemaPort;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerOffer;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.Call;

/** MCP servers by name: each connected when it is first needed, and ended when it is not needed for a while. */
public final class McpToolServers implements ToolServerPort, AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Map<Id, Peer> peers = new ConcurrentHashMap<>();
    private final Reach reach;
    private final BiFunction<ToolServer, Caller, Credentials> credentials;
    private final ScheduledThreadPoolExecutor timer;

    /** @param user whose connection it is; empty where all share one, as nobody signs in */
    private record Id(ToolServerName server, Optional<UserId> user) {}

    private McpToolServers(Reach reach, BiFunction<ToolServer, Caller, Credentials> credentials) {
        this.reach = reach;
        this.credentials = credentials;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("tool-servers-idle").factory());
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /**
     * Connects to nothing yet; servers that want a sign-in are not let in to.
     *
     * @param version of this platform, which servers are told
     * @param http through which all goes to servers on the network
     * @param schemas that check what tools return
     */
    public static McpToolServers open(String version, Call.Factory http, JsonSchemaPort schemas, InstantSource clock) {
        return new McpToolServers(new Reach(version, http, schemas, clock), (server, caller) -> Credentials.NONE);
    }

    /** Tool servers, and by what users sign in with them. */
    public record WithSignIns(McpToolServers servers, ToolServerSignInPort signIns) {}

    /** What sign-ins are kept in and made with. */
    public record SignInPorts(
            ToolServerSignInRepository signIns,
            PendingToolServerSignInRepository pending,
            SecretPort secrets,
            SecretSource random) {}

    /**
     * Connects to nothing yet; each user is let in by their own sign-ins.
     *
     * @param version of this platform, which servers are told
     * @param http through which all goes to servers on the network
     * @param schemas that check what tools return
     */
    public static WithSignIns open(
            String version,
            Call.Factory http,
            JsonSchemaPort schemas,
            SignInSettings settings,
            SignInPorts ports,
            InstantSource clock) {
        var signIns = SignIns.open(
                settings, new SignIns.Ports(ports.signIns, ports.pending, ports.secrets, ports.random, http, clock));
        return new WithSignIns(open(version, http, schemas, signIns, clock), signIns);
    }

    /** The same with sign-ins that are open already. */
    public static McpToolServers open(
            String version, Call.Factory http, JsonSchemaPort schemas, SignIns signIns, InstantSource clock) {
        return new McpToolServers(new Reach(version, http, schemas, clock), signIns::credentials);
    }

    @Override
    public ToolServerOffer offer(ToolServer server, Caller caller) {
        return peer(server, caller).offer();
    }

    @Override
    public ToolResponse call(ToolServer server, String tool, ToolInvocation invocation) {
        return peer(server, invocation.caller()).call(tool, invocation);
    }

    private Peer peer(ToolServer server, Caller caller) {
        var own = credentials.apply(server, caller);
        var user = own.equals(Credentials.NONE) ? Optional.<UserId>empty() : Optional.of(caller.user());
        var peer = peers.compute(new Id(server.name(), user), (id, known) -> {
            if (known != null && known.server().equals(server)) return known;
            if (known != null) known.close();
            return new Peer(server, own, reach);
        });
        if (timer.getQueue().isEmpty()) lookLater();
        return peer;
    }

    /** Looks who was not needed for a while. */
    void endIdle() {
        peers.values().forEach(peer -> peer.endIdle(IDLE));
        if (peers.values().stream().anyMatch(peer -> peer.connection().isConnected())) lookLater();
    }

    private void lookLater() {
        // What it may throw ends the looking alone; the next call begins it again.
        var unused = timer.schedule(this::endIdle, LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public List<ToolServerState> states() {
        // Of the connections of several users, the one that changed last.
        return peers.values().stream()
                .map(peer -> peer.connection().state())
                .collect(Collectors.toMap(
                        ToolServerState::server,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(ToolServerState::since))))
                .values()
                .stream()
                .sorted(Comparator.comparing(state -> state.server().value()))
                .toList();
    }

    @Override
    public void disconnect(ToolServerName server) {
        for (var id : List.copyOf(peers.keySet())) {
            var peer = id.server.equals(server) ? peers.remove(id) : null;
            if (peer != null) peer.close();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        peers.values().forEach(Peer::close);
        peers.clear();
    }
}
