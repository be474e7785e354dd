package io.mcpagent.adapter.mcp.protocol.modern;

import io.mcpagent.adapter.mcp.protocol.Host;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.protocol.ServerInfo;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.adapter.mcp.protocol.TraceMeta;
import io.mcpagent.adapter.mcp.transport.Exchange;
import io.mcpagent.adapter.mcp.transport.HttpWire;
import io.mcpagent.adapter.mcp.transport.Listener;
import io.mcpagent.adapter.mcp.transport.Patience;
import io.mcpagent.adapter.mcp.transport.Wire;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A server of revision 2026-07-28, of which nothing is remembered but what it says of itself. */
public final class ModernClient implements McpClient {
    static final String PREFIX = "io.modelcontextprotocol/";

    private static final Revision REVISION = Revision.V2026_07_28;

    private final Host host;
    private final Wire wire;
    private final boolean hasHeaders;
    private final AtomicLong ids = new AtomicLong();
    private ServerInfo server;

    private ModernClient(Function<Listener, Wire> wires, Host host, Duration patience) {
        this.host = host;
        this.wire = wires.apply(this::hear);
        this.hasHeaders = wire instanceof HttpWire;
        try {
            this.server = discovered(patience);
        } catch (RuntimeException failed) {
            wire.close();
            throw failed;
        }
    }

    /**
     * Opens a wire, and asks who is there.
     *
     * @param patience for the server's answer
     * @throws NotModern when the server does not speak this revision, and what it said instead
     * @throws WireFailure when the connection does not do its part
     */
    public static ModernClient connect(Function<Listener, Wire> wires, Host host, Duration patience) {
        var client = new ModernClient(wires, host, patience);
        ChangeStream.listen(client, client.server);
        return client;
    }

    private ServerInfo discovered(Duration patience) {
        try {
            return discoveredAtOnce(patience);
        } catch (NotModern e) {
            // Some refuse whoever comes first, and say that they would have taken what they got.
            if (!e.supports(REVISION)) throw e;
            return discoveredAtOnce(patience);
        }
    }

    private ServerInfo discoveredAtOnce(Duration patience) {
        try (var call = begin("server/discover", Json.object(), Map.of())) {
            var step = Patience.inAll(patience).next(call);
            return switch (step) {
                case Step.Done(var result) -> found(result);
                case Step.Failed(var error) -> throw new NotModern(Optional.of(error));
                case Step.Asked asked -> throw new NotModern(Optional.empty());
                case Step.Progress progress -> throw new IllegalStateException();
            };
        } catch (WireFailure refused) {
            if (refused.kind() != WireFailure.Kind.REFUSED) throw refused;
            throw new NotModern(refused.answer().map(Message.Failure::error));
        }
    }

    private ServerInfo found(Json.Obj result) {
        var in = new Members(result, "The answer to server/discover");
        if (!in.strings("supportedVersions").contains(REVISION.text())) throw new NotModern(Optional.empty());
        var meta = in.findObject("_meta").orElseGet(Json::object);
        return ServerInfo.of(
                new Members(meta, "_meta").findObject(PREFIX + "serverInfo").or(() -> in.findObject("serverInfo")),
                REVISION,
                in.findObject("capabilities").orElseGet(Json::object),
                in.findString("instructions"));
    }

    @Override
    public ServerInfo server() {
        return server;
    }

    @Override
    public OpenCall begin(String method, Json.Obj params, Map<String, String> extra) {
        var number = ids.incrementAndGet();
        var request = new Message.Request(
                RequestId.of(number), method, params.with("_meta", meta(TraceMeta.meta(params), number)));
        return new ModernCall(wire, request.id(), wire.begin(request, headers(method, params, extra), exchange -> {}));
    }

    private Json.Obj meta(Json.Obj given, long token) {
        return given.with(PREFIX + "protocolVersion", Json.of(REVISION.text()))
                .with(PREFIX + "clientInfo", host.json())
                .with(PREFIX + "clientCapabilities", host.capabilities())
                .with("progressToken", Json.of(token));
    }

    private Map<String, String> headers(String method, Json.Obj params, Map<String, String> extra) {
        if (!hasHeaders) return Map.of();
        var all = new HashMap<>(extra);
        all.put("MCP-Protocol-Version", REVISION.text());
        all.put("Mcp-Method", method);
        name(method, params).ifPresent(name -> all.put("Mcp-Name", HeaderValue.of(name)));
        return all;
    }

    private static Optional<String> name(String method, Json.Obj params) {
        var in = new Members(params, "The request");
        return switch (method) {
            case "tools/call", "prompts/get" -> in.findString("name");
            case "resources/read" -> in.findString("uri");
            default -> Optional.empty();
        };
    }

    /** Requests have no place in this revision: nothing is answered. */
    private void hear(Message message, Optional<Exchange> on) {
        if (message instanceof Message.Notification(var method, var params)) host.noteChange(method);
    }

    @Override
    public boolean isOpen() {
        return wire.isOpen();
    }

    @Override
    public void close() {
        wire.close();
    }
}
