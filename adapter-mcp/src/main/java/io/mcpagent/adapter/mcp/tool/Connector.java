package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Host;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.ServerRequest;
import io.mcpagent.adapter.mcp.protocol.legacy.LegacyClient;
import io.mcpagent.adapter.mcp.protocol.modern.ModernClient;
import io.mcpagent.adapter.mcp.protocol.modern.NotModern;
import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.adapter.mcp.transport.HttpWire;
import io.mcpagent.adapter.mcp.transport.Listener;
import io.mcpagent.adapter.mcp.transport.SseWire;
import io.mcpagent.adapter.mcp.transport.StdioWire;
import io.mcpagent.adapter.mcp.transport.Wire;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import okhttp3.Call;

/**
 * Connects to one server, and remembers how it is spoken with: a modern request first, then the handshake of the older
 * revisions, and over HTTP the stream of the oldest.
 */
final class Connector {
    /** For a process, which may have to be unpacked first, whatever its calls have. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** For a process that may take the first request for nothing. */
    private static final Duration PROBE = Duration.ofSeconds(10);

    private static final Set<Integer> NO_SESSIONS = Set.of(400, 404, 405);

    private enum Way {
        MODERN,
        SESSION,
        STREAM
    }

    /** @param wire that the client speaks over, for what its process wrote beside messages */
    record Connected(McpClient client, Wire wire) {}

    private final ToolServerAddress address;
    private final Host host;
    private final Call.Factory calls;
    private final Credentials credentials;
    private final Duration patience;
    private volatile Way known = Way.MODERN;

    /** @param timeout for how long the server may be silent */
    Connector(ToolServerAddress address, Host host, Call.Factory calls, Credentials credentials, Duration timeout) {
        this.address = address;
        this.host = host;
        this.calls = calls;
        this.credentials = credentials;
        var isPatient = address instanceof ToolServerAddress.Process || timeout.compareTo(PATIENCE) > 0;
        this.patience = isPatient ? PATIENCE : timeout;
    }

    /**
     * Blocks until the server has said who it is.
     *
     * @throws WireFailure when it can't be reached
     * @throws LegacyClient.Refused when it speaks no known revision
     */
    Connected connect() {
        return switch (known) {
            case MODERN -> modern();
            case SESSION -> session();
            case STREAM -> stream();
        };
    }

    private Connected modern() {
        var isProcess = address instanceof ToolServerAddress.Process;
        try {
            return connected(
                    listener -> wire(listener, HttpWire.Style.STATELESS),
                    wires -> ModernClient.connect(wires, host, isProcess ? PROBE : patience));
        } catch (NotModern e) {
            if (!e.mayBeLegacy())
                throw new LegacyClient.Refused("It speaks a revision that this platform does not know.");
        } catch (WireFailure e) {
            // A process of an older revision may end, or say nothing, when it is asked before the handshake.
            if (!isProcess || e.kind() == WireFailure.Kind.UNREACHABLE) throw e;
        }
        var connected = session();
        if (known == Way.MODERN) known = Way.SESSION;
        return connected;
    }

    private Connected session() {
        try {
            return connected(
                    listener -> wire(listener, sessions()), wires -> LegacyClient.connect(wires, host, patience));
        } catch (WireFailure e) {
            var isOldest = e.kind() == WireFailure.Kind.REFUSED && NO_SESSIONS.contains(e.status());
            if (!isOldest || known != Way.MODERN) throw e;
            var connected = stream();
            known = Way.STREAM;
            return connected;
        }
    }

    private HttpWire.Style sessions() {
        return host.allows(ServerRequest.ELICITATION) || host.allows(ServerRequest.SAMPLING)
                ? HttpWire.Style.ASKING_SESSIONS
                : HttpWire.Style.SESSIONS;
    }

    private Connected stream() {
        return connected(
                listener -> {
                    var http = (ToolServerAddress.Http) address;
                    return SseWire.connect(http.url(), http.headers(), calls, credentials, listener, patience);
                },
                wires -> LegacyClient.connect(wires, host, patience));
    }

    private Wire wire(Listener listener, HttpWire.Style style) {
        return switch (address) {
            case ToolServerAddress.Process process -> StdioWire.start(process, listener);
            case ToolServerAddress.Http http ->
                new HttpWire(http.url(), http.headers(), calls, credentials, style, listener);
        };
    }

    private static Connected connected(
            Function<Listener, Wire> wires, Function<Function<Listener, Wire>, McpClient> client) {
        var wire = new AtomicReference<Wire>();
        var made = client.apply(listener -> {
            var one = wires.apply(listener);
            wire.set(one);
            return one;
        });
        return new Connected(made, wire.get());
    }
}
