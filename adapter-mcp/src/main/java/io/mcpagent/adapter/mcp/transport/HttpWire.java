package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Streamable HTTP: each message a POST, answered with JSON or with a stream of events. A request is sent when its exchange
 * is read for the first time.
 */
public final class HttpWire implements Wire {
    /** Which revisions it is for. */
    public enum Style {
        /** From 2026-07-28 on: each request for itself. */
        STATELESS,
        /** From 2025-03-26 to 2025-11-25: a session, a stream beside the requests, streams that are taken up again. */
        SESSIONS,
        /** The same where the server may ask something, which may come on another stream than the request's. */
        ASKING_SESSIONS
    }

    static final String SESSION = "Mcp-Session-Id";

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final URI url;
    private final HttpSender sender;
    private final Style style;
    private final Listener listener;
    private final Backlog backlog = new Backlog();
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> session = Optional.empty();
    private volatile boolean isOpen = true;

    /**
     * Connects to nothing yet.
     *
     * @param headers of each request
     * @param calls through which all goes; a {@link io.mcpagent.domain.failure.UpstreamFailure} of theirs counts as no
     *     answer
     */
    public HttpWire(
            URI url,
            Map<String, String> headers,
            Call.Factory calls,
            Credentials credentials,
            Style style,
            Listener listener) {
        this.url = url;
        this.sender = new HttpSender(calls, headers, credentials);
        this.style = style;
        this.listener = listener;
    }

    @Override
    public Exchange begin(Message.Request request, Map<String, String> headers, Consumer<? super Exchange> registered) {
        var exchange = new HttpExchange(this, request, headers);
        if (style != Style.ASKING_SESSIONS) {
            registered.accept(exchange);
            return exchange;
        }
        var pumped = new PumpedExchange(exchange, backlog);
        registered.accept(pumped);
        pumped.start();
        return pumped;
    }

    @Override
    public void send(Message message, Map<String, String> headers) {
        var current = new AtomicReference<Call>();
        try (var watchdog = new Watchdog(SHORT, () -> cancel(current.get()));
                var response = post(message, headers, current::set)) {
            if (watchdog.barked()) throw new WireFailure(WireFailure.Kind.SILENT, "The server did not take a message.");
            if (!response.isSuccessful()) throw HttpSender.refusal(response);
        } finally {
            ended(current.get());
        }
    }

    Response post(Message message, Map<String, String> headers, Consumer<? super Call> started) {
        var response = send(HttpSender.post(url, MessageWriter.bytes(message)), headers, started);
        var status = response.code();
        if (session.isPresent() && (status == NOT_FOUND || status == BAD_REQUEST))
            throw forgotten(status, HttpSender.refusal(response));
        if (style != Style.STATELESS)
            Optional.ofNullable(response.header(SESSION)).ifPresent(id -> session = Optional.of(id));
        return response;
    }

    /** Asks for a stream beside the requests, or for one that broke. */
    Response get(Map<String, String> headers, Optional<String> lastId, Consumer<? super Call> started) {
        var request = new Request.Builder().url(url.toString()).header("Accept", "text/event-stream");
        lastId.ifPresent(id -> request.header("Last-Event-ID", id));
        return send(request, headers, started);
    }

    /**
     * The server has forgotten the session, and has not looked at what was asked in it. Many say 400 of it, where the
     * protocol has 404; that is told apart from what they find wrong with the request itself.
     */
    private WireFailure forgotten(int status, WireFailure refused) {
        if (status == BAD_REQUEST
                && refused.answer().filter(HttpWire::isOfRequest).isPresent()) return refused;
        session = Optional.empty();
        isOpen = false;
        return WireFailure.forgotten(refused);
    }

    private static boolean isOfRequest(Message.Failure answer) {
        return switch (answer.error().code()) {
            case RpcError.PARSE_ERROR, RpcError.METHOD_NOT_FOUND, RpcError.INVALID_PARAMS, RpcError.INTERNAL_ERROR ->
                true;
            default -> false;
        };
    }

    private Response send(Request.Builder request, Map<String, String> headers, Consumer<? super Call> started) {
        return sender.send(request, withSession(headers), call -> {
            underWay.add(call);
            started.accept(call);
            if (!isOpen) call.cancel();
        });
    }

    void cancel(@Nullable Call call) {
        if (call != null) call.cancel();
    }

    void ended(@Nullable Call call) {
        if (call != null) underWay.remove(call);
    }

    private Map<String, String> withSession(Map<String, String> headers) {
        if (session.isEmpty()) return headers;
        var all = new HashMap<>(headers);
        session.ifPresent(id -> all.put(SESSION, id));
        return all;
    }

    /** Hears what the server says beside requests, for as long as the wire is open, where the server has a stream for it. */
    public void listen(Map<String, String> headers) {
        Thread.ofVirtual().name("tool-server-stream").start(() -> new SideStream(this, headers).run());
    }

    Listener listener() {
        return listener;
    }

    boolean isResumable() {
        return style != Style.STATELESS && isOpen;
    }

    boolean isCancelledByClosing() {
        return style == Style.STATELESS;
    }

    static boolean hasNoStream(int status) {
        return status == METHOD_NOT_ALLOWED;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        if (!isOpen) return;
        isOpen = false;
        underWay.forEach(Call::cancel);
        session.ifPresent(this::endSession);
    }

    /** Best effort: a server forgets sessions by itself as well. */
    private void endSession(String id) {
        try {
            sender.send(new Request.Builder().url(url.toString()).delete(), Map.of(SESSION, id), call -> {})
                    .close();
        } catch (WireFailure unreachable) {
            session = Optional.empty();
        }
    }
}
