package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Host;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServer.Permission;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerOffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One server, as one user or all use it: its connection, what it offers, and the calls of its tools. */
final class Peer {
    /** Calls at once over a process's streams. */
    private static final int AT_ONCE = 16;

    private static final int MOST_WAITING = 64;
    /** What a server offers is asked for again after that, whatever it says. */
    private static final Duration LONGEST_FRESH = Duration.ofMinutes(5);

    private static final Duration FRESH = Duration.ofMinutes(1);

    /** @param ours names of the tools by which resources and prompts are read */
    private record Offered(
            ToolServerOffer offer, Map<String, ParameterHeaders> headers, Set<String> ours, Instant until) {
        /** The schema of what a tool returns. */
        Optional<Json.Obj> promised(String tool) {
            return offer.tools().stream()
                    .filter(each -> each.name().equals(tool))
                    .findFirst()
                    .flatMap(ServedTool::outputSchema);
        }
    }

    private final ToolServer server;
    private final Connection connection;
    private final Failures failures;
    private final ToolCalls calls;
    private final ContentTools content;
    private final ToolResults results;
    private final InstantSource clock;
    private final Semaphore turns;
    private volatile Optional<Offered> offered = Optional.empty();

    Peer(ToolServer server, Credentials credentials, Reach reach) {
        this.server = server;
        this.clock = reach.clock();
        this.failures = new Failures(server.name());
        var host = new Host("mcp-agent", reach.version(), server.permissions(), server.roots(), what -> changed(what));
        var connector = new Connector(server.address(), host, reach.http(), credentials, server.timeout());
        this.connection = new Connection(server.name(), connector::connect, clock);
        this.calls = new ToolCalls(server.timeout(), host);
        this.content = new ContentTools(failures, server.timeout());
        this.results = new ToolResults(reach.schemas());
        this.turns = new Semaphore(takesTurns() ? 1 : AT_ONCE, true);
    }

    /** Where all calls share a wire, a question that comes over it can be told to belong to a call only if there is one. */
    private boolean takesTurns() {
        return server.address() instanceof ToolServerAddress.Process
                && (server.permissions().contains(Permission.ELICITATION)
                        || server.permissions().contains(Permission.SAMPLING));
    }

    private void changed(String what) {
        if (what.equals("tools")) offered = Optional.empty();
    }

    ToolServer server() {
        return server;
    }

    Connection connection() {
        return connection;
    }

    ToolServerOffer offer() {
        return guarded(client -> offered(client).offer());
    }

    private Offered offered(McpClient client) {
        var known = offered.filter(some -> clock.instant().isBefore(some.until()));
        if (known.isPresent()) return known.get();
        var asked = clock.instant();
        var listed = client.server().has("tools")
                ? Lists.all(client, failures, "tools/list", "tools", server.timeout())
                : new Lists.Listed(List.of(), Optional.empty());
        var headers = new HashMap<String, ParameterHeaders>();
        var isHttp = server.address() instanceof ToolServerAddress.Http
                && client.server().revision().era() == Revision.Era.MODERN;
        var tools = listed.elements().stream()
                .map(ServedToolJson::read)
                .filter(tool -> !isHttp || usable(tool, headers))
                .toList();
        var info = client.server();
        var ours = ContentTools.of(info, tools);
        var all = Stream.concat(tools.stream(), ours.stream()).toList();
        var now = new Offered(
                new ToolServerOffer(info.name(), info.version(), info.revision().text(), info.instructions(), all),
                headers,
                ours.stream().map(ServedTool::name).collect(Collectors.toSet()),
                asked.plus(fresh(listed.fresh())));
        offered = Optional.of(now);
        return now;
    }

    private static boolean usable(ServedTool tool, Map<String, ParameterHeaders> headers) {
        var found = ParameterHeaders.of(tool.inputSchema());
        found.ifPresent(some -> headers.put(tool.name(), some));
        return found.isPresent();
    }

    private static Duration fresh(Optional<Duration> said) {
        return said.map(time -> time.compareTo(LONGEST_FRESH) < 0 ? time : LONGEST_FRESH)
                .orElse(FRESH);
    }

    ToolResponse call(String tool, ToolInvocation invocation) {
        return inTurn(() -> guarded(client -> {
            try {
                return called(client, tool, invocation);
            } catch (ToolCalls.HeadersOutdated e) {
                offered = Optional.empty();
                return again(client, tool, invocation);
            }
        }));
    }

    private ToolResponse again(McpClient client, String tool, ToolInvocation invocation) {
        try {
            return called(client, tool, invocation);
        } catch (ToolCalls.HeadersOutdated e) {
            throw new Malformed(
                    RpcError.HEADER_MISMATCH, "It wants other headers than its own schema says.", Optional.empty());
        }
    }

    private ToolResponse called(McpClient client, String tool, ToolInvocation invocation) {
        var now = offered(client);
        if (!now.ours().contains(tool)) return calledThere(client, now, tool, invocation);
        var list = content.listed(tool, client);
        if (list.isPresent()) return new ToolOutcome.Succeeded(list.get());
        var asking = ContentTools.asking(tool, invocation.arguments()).orElseThrow();
        return begun(client, asking, invocation);
    }

    private ToolResponse calledThere(McpClient client, Offered now, String tool, ToolInvocation invocation) {
        Function<Json.Obj, ToolOutcome> outcome;
        try {
            outcome = results.of(tool, now.promised(tool));
        } catch (InvalidRequest unusable) {
            return ToolResults.refused(unusable);
        }
        var headers = Optional.ofNullable(now.headers().get(tool))
                .map(known -> known.of(invocation.arguments()))
                .orElse(Map.of());
        var asking = Asking.call(tool, invocation.arguments(), headers, outcome);
        return begun(client, asking, invocation);
    }

    private ToolResponse begun(McpClient client, Asking asking, ToolInvocation invocation) {
        try {
            return calls.call(client, asking.within(invocation.trace()), invocation);
        } catch (WireFailure e) {
            // What the server has forgotten it has not begun with; it is called in another session.
            if (e.kind() == WireFailure.Kind.FORGOTTEN) throw e;
            connection.failed(e, failures);
            throw failures.ofCall(e);
        }
    }

    /** Ends what nobody has needed for so long, and no person is waited for. */
    void endIdle(Duration idle) {
        if (!calls.isHolding()) connection.endIdle(idle);
        // Asked for again in any case, and large.
        if (offered.filter(some -> clock.instant().isBefore(some.until())).isEmpty()) offered = Optional.empty();
    }

    private <T> T inTurn(Supplier<T> work) {
        if (turns.getQueueLength() >= MOST_WAITING) throw failures.busy();
        try {
            if (!turns.tryAcquire(server.timeout().toMillis(), TimeUnit.MILLISECONDS)) throw failures.busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a tool server was waited for");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private <T> T guarded(Function<McpClient, T> work) {
        try {
            var result = once(work);
            connection.worked();
            return result;
        } catch (WireFailure e) {
            connection.failed(e, failures);
            throw failures.of(e);
        } catch (Malformed e) {
            throw failures.of(e);
        }
    }

    private <T> T once(Function<McpClient, T> work) {
        try {
            return work.apply(connection.client());
        } catch (WireFailure e) {
            if (e.kind() != WireFailure.Kind.FORGOTTEN) throw e;
            return work.apply(connection.client());
        }
    }

    void close() {
        calls.close();
        connection.close();
        offered = Optional.empty();
    }
}
