package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.TraceMeta;
import io.mcpagent.adapter.mcp.server.dispatch.Dispatcher;
import io.mcpagent.adapter.mcp.server.dispatch.InFlight;
import io.mcpagent.adapter.mcp.server.dispatch.Notices;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.Reply;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.offer.Answers;
import io.mcpagent.adapter.mcp.server.offer.Changes;
import io.mcpagent.adapter.mcp.server.offer.Changes.Change;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.adapter.mcp.server.offer.LogLevel;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a client and the server said to each other since their handshake. Safe for use by many threads. */
public final class LegacySession implements AutoCloseable {
    private static final int MOST_SUBSCRIPTIONS = 200;
    /** Whoever asks more often than this does so for ever. */
    private static final int MOST_ROUNDS = 20;

    private final Offer offer;
    private final Dispatcher dispatcher;
    private final Hello hello;
    private final Questions questions;
    private final InFlight inFlight = new InFlight();
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    private final Changes.Listening listening;
    private volatile LogLevel logLevel = LogLevel.INFO;

    /**
     * A session that begins.
     *
     * @param unasked for what belongs to no request
     * @param patience how long a client may take to answer what it is asked
     */
    public LegacySession(Offer offer, Caller caller, Hello hello, Outlet unasked, Duration patience) {
        this.offer = offer;
        this.dispatcher = new Dispatcher(offer);
        this.hello = hello;
        this.questions = new Questions(patience);
        this.listening = offer.changes().listen(change -> told(caller, change, unasked));
    }

    public Hello hello() {
        return hello;
    }

    LogLevel logLevel() {
        return logLevel;
    }

    /** What the handshake is answered. */
    public Message.Result greeting(RequestId id) {
        return new Message.Result(id, hello.answer(offer.identity()));
    }

    /** Whether something is under way. */
    boolean isBusy() {
        return !inFlight.isEmpty();
    }

    /**
     * Answers a request, on the calling thread.
     *
     * @param outlet for what belongs to it
     * @throws RpcFailure when it fails
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    public Message.Result answer(Caller caller, Message.Request request, Outlet outlet) {
        return inFlight.during(request.id(), () -> new Message.Result(request.id(), result(caller, request, outlet)));
    }

    /** Takes what wants no answer. */
    public void take(Message message) {
        switch (message) {
            case Message.Notification(var method, var params) -> {
                if (method.equals("notifications/cancelled"))
                    RequestId.in(params.get("requestId")).ifPresent(inFlight::cancel);
            }
            case Message.Result answer -> questions.answered(answer);
            case Message.Failure refusal -> questions.answered(refusal);
            case Message.Request request -> throw new IllegalArgumentException("a request wants an answer");
        }
    }

    /** Cancels what is under way, and tells of no change any more. */
    @Override
    public void close() {
        listening.close();
        inFlight.clear();
    }

    private Json.Obj result(Caller caller, Message.Request request, Outlet outlet) {
        try {
            return switch (request.method()) {
                case "ping" -> Json.object();
                case "logging/setLevel" -> leveled(new Members(request.params(), "logging/setLevel"));
                case "resources/subscribe" -> subscribed(caller, uri(request));
                case "resources/unsubscribe" -> unsubscribed(uri(request));
                case Hello.METHOD ->
                    throw new RpcFailure(new RpcError(RpcError.INVALID_REQUEST, "The session has begun already."));
                case String method
                when Dispatcher.knows(method) -> OlderForms.of(dispatched(caller, request, outlet), hello.revision());
                case String method -> throw RpcFailure.unknownMethod(method);
            };
        } catch (Malformed malformed) {
            throw RpcFailure.of(malformed);
        }
    }

    private static String uri(Message.Request request) {
        return new Members(request.params(), request.method()).string("uri");
    }

    private Json.Obj leveled(Members params) {
        logLevel = LogLevel.of(params.string("level"))
                .orElseThrow(() -> RpcFailure.invalidParams("There is no log level of that name; info is one."));
        return Json.object();
    }

    private Json.Obj subscribed(Caller caller, String uri) {
        if (!offer.identity().tells().updates()) throw RpcFailure.unknownMethod("resources/subscribe");
        if (!offer.resources().canRead(caller, uri)) throw unknown(uri);
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS)
            throw RpcFailure.invalidParams(
                    "At most %d resources are subscribed to at once.".formatted(MOST_SUBSCRIPTIONS));
        subscriptions.add(uri);
        return Json.object();
    }

    private Json.Obj unsubscribed(String uri) {
        subscriptions.remove(uri);
        return Json.object();
    }

    /** In rounds, as the newer revisions have them; here the server keeps the state, and asks by itself. */
    private Json.Obj dispatched(Caller caller, Message.Request request, Outlet outlet) {
        var notices = new Notices(Notices.token(request.params()));
        var trace = TraceMeta.read(request.params());
        var answers = Answers.NONE;
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var exchange = new LegacyExchange(caller, this, trace, answers, notices, outlet);
            switch (replied(exchange, request)) {
                case Reply.Plain(var result) -> {
                    return result;
                }
                case Reply.Cacheable(var result, var millis) -> {
                    return result;
                }
                case Reply.Asks asks -> answers = asked(asks, outlet);
            }
        }
        throw new RpcFailure(new RpcError(RpcError.INTERNAL_ERROR, "The request asks for ever."));
    }

    private Reply replied(LegacyExchange exchange, Message.Request request) {
        try {
            return dispatcher.answer(exchange, request.method(), request.params());
        } catch (RpcFailure failure) {
            throw isUnknownResource(request, failure.error()) ? unknown(failure.error()) : failure;
        }
    }

    private static boolean isUnknownResource(Message.Request request, RpcError error) {
        return request.method().equals("resources/read")
                && error.code() == RpcError.INVALID_PARAMS
                && error.data()
                        .filter(data -> data instanceof Json.Obj object
                                && object.members().containsKey("uri"))
                        .isPresent();
    }

    private Answers asked(Reply.Asks asks, Outlet outlet) {
        var responses = new LinkedHashMap<String, Json.Obj>();
        asks.requests().forEach((key, request) -> {
            if (!hello.client().can(request))
                throw RpcFailure.invalidParams("This can't be answered without %s, which the client did not say it can."
                        .formatted(request.method()));
            responses.put(key, questions.ask(outlet, request.method(), params(request)));
        });
        return new Answers(responses, asks.state());
    }

    private static Json.Obj params(InputRequest request) {
        return switch (request) {
            case InputRequest.Visit visit ->
                visit.params().with("elicitationId", Json.of(UUID.randomUUID().toString()));
            case InputRequest other -> other.params();
        };
    }

    private void told(Caller caller, Change change, Outlet unasked) {
        var tells = offer.identity().tells();
        switch (change) {
            case Change.Tools any -> sendIf(tells.tools(), "tools", unasked);
            case Change.Prompts any -> sendIf(tells.prompts(), "prompts", unasked);
            case Change.Resources any -> sendIf(tells.resources(), "resources", unasked);
            case Change.Updated(var uri) -> {
                if (subscriptions.contains(uri) && offer.resources().canRead(caller, uri))
                    unasked.send(new Message.Notification(
                            "notifications/resources/updated", Json.object().with("uri", Json.of(uri))));
            }
        }
    }

    private static void sendIf(boolean wanted, String list, Outlet unasked) {
        if (wanted)
            unasked.send(new Message.Notification("notifications/%s/list_changed".formatted(list), Json.object()));
    }

    private static RpcFailure unknown(String uri) {
        var none = NotOffered.resource(uri);
        return unknown(new RpcError(RpcError.INVALID_PARAMS, String.valueOf(none.getMessage()), none.data()));
    }

    /** A resource that is not there has a code of its own in these revisions. */
    private static RpcFailure unknown(RpcError error) {
        return new RpcFailure(new RpcError(RpcError.RESOURCE_NOT_FOUND, error.message(), error.data()));
    }
}
