package io.mcpagent.adapter.mcp.protocol.legacy;

import io.mcpagent.adapter.mcp.protocol.Host;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.ServerInfo;
import io.mcpagent.adapter.mcp.protocol.ServerRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A session with a server of a revision up to 2025-11-25.
 *
 * <p>Where a request of the server comes on a wire that all share, it is taken for one of the only call that is under way,
 * and does not wait for an answer already; with several, it is refused. Whoever lets a server ask makes one call at a time,
 * beside those that wait.
 */
public final class LegacyClient implements McpClient {
    private static final String VERSION_HEADER = "MCP-Protocol-Version";
    /** Of our answers to the server that are not written yet; one that asks faster than it reads gets none. */
    private static final int MOST_ANSWERS = 16;

    private final Host host;
    private final Wire wire;
    private final AtomicLong ids = new AtomicLong();
    /** Of requests in which a server may ask something. */
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    /** Questions that have no answer yet. */
    private final Map<RequestId, Exchange> asked = new ConcurrentHashMap<>();

    private final Semaphore answers = new Semaphore(MOST_ANSWERS);
    private volatile Map<String, String> headers = Map.of();
    private ServerInfo server;

    private LegacyClient(Function<Listener, Wire> wires, Host host, Duration patience) {
        this.host = host;
        this.wire = wires.apply(this::hear);
        try {
            this.server = handshake(patience);
        } catch (RuntimeException failed) {
            wire.close();
            throw failed;
        }
        if (wire instanceof HttpWire http) http.listen(headers);
    }

    /**
     * Opens a wire, and a session over it.
     *
     * @param patience for the server's answer
     * @throws WireFailure when the connection does not do its part
     * @throws Malformed when the server speaks otherwise
     */
    public static LegacyClient connect(Function<Listener, Wire> wires, Host host, Duration patience) {
        return new LegacyClient(wires, host, patience);
    }

    private ServerInfo handshake(Duration patience) {
        var params = Json.object()
                .with("protocolVersion", Json.of(Revision.NEWEST_LEGACY.text()))
                .with("capabilities", host.capabilities())
                .with("clientInfo", host.json());
        try (var call = begin("initialize", params, Map.of())) {
            var step = Patience.inAll(patience).next(call);
            return switch (step) {
                case Step.Done(var result) -> begun(result);
                case Step.Failed(var error) -> throw new Refused("It begins no session: " + error.message());
                case Step.Asked asked -> throw new Refused("It asks before the session has begun.");
                case Step.Progress progress -> throw new IllegalStateException();
            };
        }
    }

    private ServerInfo begun(Json.Obj result) {
        var in = new Members(result, "The answer to initialize");
        var version = in.string("protocolVersion");
        var revision = Revision.of(version)
                .filter(known -> known.era() == Revision.Era.LEGACY)
                .orElseThrow(() -> new Refused("It speaks a revision that this platform does not know."));
        if (wire instanceof HttpWire) headers = Map.of(VERSION_HEADER, revision.text());
        wire.send(new Message.Notification("notifications/initialized", Json.object()), headers);
        return ServerInfo.of(
                in.findObject("serverInfo"),
                revision,
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
        var meta = TraceMeta.meta(params).with("progressToken", Json.of(number));
        var withMeta = method.equals("initialize") ? params : params.with("_meta", meta);
        var request = new Message.Request(RequestId.of(number), method, withMeta);
        var exchange = wire.begin(request, headers, one -> {
            if (!method.endsWith("/list")) underWay.add(one);
        });
        return new LegacyCall(this, request.id(), exchange);
    }

    void ended(Exchange exchange) {
        underWay.remove(exchange);
        asked.values().removeIf(exchange::equals);
    }

    void waits(RequestId question, Exchange exchange) {
        asked.put(question, exchange);
    }

    void goesOn(RequestId question) {
        asked.remove(question);
    }

    boolean allows(String method) {
        return host.allows(method);
    }

    void send(Message message) {
        wire.send(message, headers);
    }

    private void hear(Message message, Optional<Exchange> on) {
        switch (message) {
            case Message.Request request -> asked(request, on);
            case Message.Notification(var method, var params) -> {
                if (method.equals("notifications/cancelled")) takenBack(params);
                else host.noteChange(method);
            }
            case Message.Result result -> {}
            case Message.Failure failure -> {}
        }
    }

    private void asked(Message.Request request, Optional<Exchange> on) {
        var method = request.method();
        if (method.equals("ping")) answer(new Message.Result(request.id(), Json.object()));
        else if (!host.allows(method))
            answer(refusal(request, RpcError.METHOD_NOT_FOUND, "This client has no such method."));
        else if (method.equals(ServerRequest.ROOTS)) answer(new Message.Result(request.id(), host.rootsResult()));
        else
            on.or(this::onlyOne)
                    .ifPresentOrElse(
                            exchange -> exchange.offer(request),
                            () -> answer(refusal(request, RpcError.INVALID_REQUEST, nobodys())));
    }

    /** The server does not wait for that answer any more, and may ask something else in the same call. */
    private void takenBack(Json.Obj params) {
        RequestId.in(params.get("requestId")).ifPresent(this::goesOn);
    }

    private String nobodys() {
        return underWay.isEmpty()
                ? "Nothing is asked of the server."
                : "Several calls are under way, and nothing says in which of them this is asked.";
    }

    private static Message refusal(Message.Request request, int code, String why) {
        return new Message.Failure(request.id(), new RpcError(code, why));
    }

    private Optional<Exchange> onlyOne() {
        var all = List.copyOf(underWay);
        if (all.size() == 1) return Optional.of(all.getFirst());
        // Calls of which a person was asked something stay under way, for a day perhaps.
        var free = all.stream()
                .filter(exchange -> !asked.containsValue(exchange) && !exchange.isAnswered())
                .toList();
        return free.size() == 1 ? Optional.of(free.getFirst()) : Optional.empty();
    }

    /** Not on the thread that reads: the server may not read before we do. */
    private void answer(Message message) {
        if (!answers.tryAcquire()) return;
        Thread.startVirtualThread(() -> {
            try {
                send(message);
            } catch (WireFailure broken) {
                wire.close();
            } finally {
                answers.release();
            }
        });
    }

    @Override
    public boolean isOpen() {
        return wire.isOpen();
    }

    @Override
    public void close() {
        wire.close();
    }

    /** The server does not begin a session with us. The message is for people. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }
}
