package io.mcpagent.adapter.mcp.server.modern;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.Dispatcher;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.Reply;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.offer.Answers;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Answers requests that say all of themselves. Safe for use by many threads. */
public final class ModernEra implements AutoCloseable {
    private static final String DISCOVER = "server/discover";
    private static final String LISTEN = "subscriptions/listen";
    /** What a server is changes with its version alone. */
    private static final long DISCOVERED_MILLIS = 3_600_000;

    private final Offer offer;
    private final Dispatcher dispatcher;
    private final RequestStates states;
    private final CountDownLatch over = new CountDownLatch(1);

    public ModernEra(Offer offer, RequestStates states) {
        this.offer = offer;
        this.dispatcher = new Dispatcher(offer);
        this.states = states;
    }

    /** Whether it is one of those that stay open until one of the two ends them. */
    public static boolean isListening(Message.Request request) {
        return request.method().equals(LISTEN);
    }

    /**
     * Answers one, on the calling thread.
     *
     * @param meta that of the request, which was checked
     * @param outlet for what is told before the answer
     * @throws RpcFailure when it fails
     * @throws java.util.concurrent.CancellationException when it was cancelled by an interrupt
     */
    public Message.Result answer(Caller caller, Message.Request request, RequestMeta meta, Outlet outlet) {
        var result = switch (request.method()) {
            case DISCOVER -> cacheable(discovered(), DISCOVERED_MILLIS, "public");
            case LISTEN -> listened(caller, request, outlet);
            case String method when Dispatcher.knows(method) -> dispatched(caller, request, meta, outlet);
            case String method -> throw RpcFailure.unknownMethod(method);
        };
        return new Message.Result(request.id(), result.with("_meta", identified(result)));
    }

    /** The schema of the tool that a request calls, where it calls one that is there. */
    public Optional<Json.Obj> schemaOfCalled(Caller caller, Message.Request request) {
        if (!request.method().equals("tools/call")) return Optional.empty();
        try {
            return offer.tools(caller).stream()
                    .filter(tool -> Optional.of(Json.of(tool.name()))
                            .equals(request.params().get("name")))
                    .map(OfferedTool::input)
                    .findFirst();
        } catch (AgentFailure untold) {
            // The call itself tells.
            return Optional.empty();
        }
    }

    /** Ends all that listen, with a last word. */
    @Override
    public void close() {
        over.countDown();
    }

    private Json.Obj dispatched(Caller caller, Message.Request request, RequestMeta meta, Outlet outlet) {
        var binding = new RequestStates.Binding(caller, request.method(), request.params());
        var exchange = new ModernExchange(caller, meta, answers(request.params(), binding), outlet);
        return switch (dispatcher.answer(exchange, request.method(), request.params())) {
            case Reply.Plain(var result) -> complete(result);
            case Reply.Cacheable(var result, var millis) -> cacheable(result, millis, "private");
            case Reply.Asks(var requests, var state) -> {
                requireAskable(meta, requests);
                yield Json.object()
                        .with("resultType", Json.of("input_required"))
                        .with("inputRequests", json(requests))
                        .with("requestState", state.map(some -> Json.of(states.seal(binding, some))));
            }
        };
    }

    private Answers answers(Json.Obj params, RequestStates.Binding binding) {
        try {
            var in = new Members(params, "The request");
            var state = in.findString("requestState").map(text -> states.open(binding, text));
            var responses = new LinkedHashMap<String, Json.Obj>();
            in.findObject("inputResponses").ifPresent(given -> {
                var each = new Members(given, "inputResponses");
                given.members().keySet().forEach(key -> responses.put(key, each.object(key)));
            });
            return new Answers(responses, state);
        } catch (Malformed malformed) {
            throw RpcFailure.of(malformed);
        }
    }

    private static void requireAskable(RequestMeta meta, Map<String, InputRequest> requests) {
        var missing = new LinkedHashMap<String, Json>();
        requests.values().stream()
                .filter(request -> !meta.client().can(request))
                .forEach(request -> missing.putAll(request.capability().members()));
        if (missing.isEmpty()) return;
        throw new RpcFailure(new RpcError(
                RpcError.MISSING_CLIENT_CAPABILITY,
                "The request can't be answered without something that the client did not say it can.",
                Optional.of(Json.object().with("requiredCapabilities", new Json.Obj(missing)))));
    }

    private static Optional<Json> json(Map<String, InputRequest> requests) {
        if (requests.isEmpty()) return Optional.empty();
        var json = new LinkedHashMap<String, Json>();
        requests.forEach((key, request) -> json.put(
                key, Json.object().with("method", Json.of(request.method())).with("params", request.params())));
        return Optional.of(new Json.Obj(json));
    }

    private Json.Obj listened(Caller caller, Message.Request request, Outlet outlet) {
        if (!Listener.hasAny(offer.identity().tells())) throw RpcFailure.unknownMethod(LISTEN);
        var listener = Listener.of(offer, caller, request, outlet);
        listener.tell(over);
        return complete(Json.object()).with("_meta", listener.meta());
    }

    private Json.Obj discovered() {
        var identity = offer.identity();
        var tells = identity.tells();
        var capabilities = Json.object()
                .with("tools", Json.object().with("listChanged", Json.of(tells.tools())))
                .with("prompts", Json.object().with("listChanged", Json.of(tells.prompts())))
                .with(
                        "resources",
                        Json.object()
                                .with("listChanged", Json.of(tells.resources()))
                                .with("subscribe", Json.of(tells.updates())))
                .with("completions", Json.object())
                .with("logging", Json.object());
        return Json.object()
                .with("supportedVersions", RequestMeta.supported())
                .with("capabilities", capabilities)
                .with("instructions", Json.of(identity.instructions()));
    }

    private static Json.Obj cacheable(Json.Obj result, long millis, String scope) {
        return complete(result).with("ttlMs", Json.of(millis)).with("cacheScope", Json.of(scope));
    }

    private static Json.Obj complete(Json.Obj result) {
        return result.with("resultType", Json.of("complete"));
    }

    private Json.Obj identified(Json.Obj result) {
        var identity = offer.identity();
        var meta = result.get("_meta").orElseGet(Json::object) instanceof Json.Obj given ? given : Json.object();
        return meta.with(
                MetaKeys.SERVER,
                Json.object()
                        .with("name", Json.of(identity.name()))
                        .with("title", Json.of(identity.title()))
                        .with("version", Json.of(identity.version())));
    }
}
