package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.modern.HeaderValue;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.modern.RequestMeta;
import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.adapter.mcp.transport.Exchange;
import io.mcpagent.adapter.mcp.transport.HttpWire;
import io.mcpagent.adapter.mcp.transport.HttpWire.Style;
import io.mcpagent.adapter.mcp.transport.Listener;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;

/** A server over HTTP as a client on standard streams speaks to it: in both eras, and in one session at most. */
final class RelayedServer implements AutoCloseable {
    private static final String VERSION = "MCP-Protocol-Version";
    /** A run may wait for a person; that the server is still there shows on its stream, which is never silent for long. */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private final RelayTarget target;
    private final Outlet client;
    private final HttpWire requests;
    private final HttpWire session;
    private volatile Map<String, String> version = Map.of();

    /** @param client is told all that the server says */
    RelayedServer(RelayTarget target, Call.Factory calls, Outlet client) {
        this.target = target;
        this.client = client;
        Listener told = (message, on) -> client.send(message);
        this.requests = new HttpWire(target.url(), target.headers(), calls, Credentials.NONE, Style.STATELESS, told);
        this.session = new HttpWire(target.url(), target.headers(), calls, Credentials.NONE, Style.SESSIONS, told);
    }

    RelayTarget target() {
        return target;
    }

    /** Whether it has forgotten the session. */
    boolean isForgetful() {
        return !session.isOpen();
    }

    /** Begins the session; the answer is the server's. */
    Message greet(Message.Request hello) {
        var answer = answer(hello);
        if (answer instanceof Message.Result(var id, var result)) {
            text(result, "protocolVersion").ifPresent(revision -> version = Map.of(VERSION, revision));
            session.listen(version);
        }
        return answer;
    }

    /** Passes a request on, and all that comes before its answer back. */
    Message answer(Message.Request request) {
        try (var exchange = begun(request)) {
            while (true) {
                switch (exchange.next(PATIENCE)) {
                    case Message.Result result -> {
                        return result;
                    }
                    case Message.Failure(var id, var error) -> {
                        return new Message.Failure(request.id(), error);
                    }
                    case Message before -> client.send(before);
                }
            }
        }
    }

    private Exchange begun(Message.Request request) {
        return RequestMeta.isIn(request.params())
                ? requests.begin(request, mirrored(request), exchange -> {})
                : session.begin(request, version, exchange -> {});
    }

    /** Passes on, within the session, what wants no answer. */
    void tell(Message message) {
        session.send(message, version);
    }

    /** None of this platform's tools has arguments that are said again in headers. */
    private static Map<String, String> mirrored(Message.Request request) {
        var params = request.params();
        var headers = new HashMap<String, String>();
        headers.put("Mcp-Method", HeaderValue.of(request.method()));
        RequestMeta.versionIn(params).ifPresent(revision -> headers.put(VERSION, HeaderValue.of(revision)));
        var name = switch (request.method()) {
            case "tools/call", "prompts/get" -> text(params, "name");
            case "resources/read" -> text(params, "uri");
            default -> Optional.<String>empty();
        };
        name.ifPresent(called -> headers.put("Mcp-Name", HeaderValue.of(called)));
        return headers;
    }

    private static Optional<String> text(Json.Obj object, String member) {
        return object.get(member)
                .flatMap(value -> value instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty());
    }

    @Override
    public void close() {
        requests.close();
        session.close();
    }
}
