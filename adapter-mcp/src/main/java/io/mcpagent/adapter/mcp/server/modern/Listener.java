package io.mcpagent.adapter.mcp.server.modern;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.offer.Changes.Change;
import io.mcpagent.adapter.mcp.server.offer.Identity.Tells;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** One {@code subscriptions/listen}: what a client is told from now on, until it goes away. */
final class Listener {
    private static final int MOST_RESOURCES = 100;

    private final Offer offer;
    private final Caller caller;
    private final RequestId id;
    private final Filter filter;
    private final Outlet outlet;

    /** What a client wants to hear of. */
    private record Filter(boolean tools, boolean prompts, boolean resources, Set<String> uris) {
        static Filter of(Json.Obj params) {
            try {
                var in = new Members(
                        new Members(params, "subscriptions/listen").object("notifications"), "notifications");
                return new Filter(
                        in.findBoolean("toolsListChanged").orElse(false),
                        in.findBoolean("promptsListChanged").orElse(false),
                        in.findBoolean("resourcesListChanged").orElse(false),
                        new LinkedHashSet<>(in.strings("resourceSubscriptions")));
            } catch (Malformed malformed) {
                throw RpcFailure.of(malformed);
            }
        }

        /** As far as it is told at all, and to this caller. */
        Filter within(Offer offer, Caller caller) {
            if (uris.size() > MOST_RESOURCES)
                throw RpcFailure.invalidParams(
                        "At most %d resources are listened to at once.".formatted(MOST_RESOURCES));
            var tells = offer.identity().tells();
            var readable = new LinkedHashSet<>(uris);
            readable.removeIf(uri -> !tells.updates() || !offer.resources().canRead(caller, uri));
            return new Filter(
                    tools && tells.tools(), prompts && tells.prompts(), resources && tells.resources(), readable);
        }

        Json.Obj json() {
            return Json.object()
                    .with("toolsListChanged", flag(tools))
                    .with("promptsListChanged", flag(prompts))
                    .with("resourcesListChanged", flag(resources))
                    .with(
                            "resourceSubscriptions",
                            Optional.of(Json.array(uris.stream().map(Json::of).toList()))
                                    .filter(some -> !some.elements().isEmpty()));
        }

        private static Optional<Json> flag(boolean wanted) {
            return wanted ? Optional.of(Json.of(true)) : Optional.empty();
        }
    }

    private Listener(Offer offer, Caller caller, RequestId id, Filter filter, Outlet outlet) {
        this.offer = offer;
        this.caller = caller;
        this.id = id;
        this.filter = filter;
        this.outlet = outlet;
    }

    static Listener of(Offer offer, Caller caller, Message.Request request, Outlet outlet) {
        var filter = Filter.of(request.params()).within(offer, caller);
        return new Listener(offer, caller, request.id(), filter, outlet);
    }

    /**
     * Tells until it is interrupted.
     *
     * @param over zero when the server stops
     * @throws CancellationException when the client went away
     */
    void tell(CountDownLatch over) {
        send("notifications/subscriptions/acknowledged", Json.object().with("notifications", filter.json()));
        var listening = offer.changes().listen(this::told);
        try {
            over.await();
            send(
                    "notifications/cancelled",
                    Json.object().with("requestId", id.json()).with("reason", Json.of("The server is stopping.")));
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the client listens no more");
        } finally {
            listening.close();
        }
    }

    private void told(Change change) {
        switch (change) {
            case Change.Tools any -> sendIf(filter.tools, "notifications/tools/list_changed");
            case Change.Prompts any -> sendIf(filter.prompts, "notifications/prompts/list_changed");
            case Change.Resources any -> sendIf(filter.resources, "notifications/resources/list_changed");
            case Change.Updated(var uri) -> {
                // What was granted when the stream was opened may have been taken back.
                if (filter.uris.contains(uri) && offer.resources().canRead(caller, uri))
                    send("notifications/resources/updated", Json.object().with("uri", Json.of(uri)));
            }
        }
    }

    private void sendIf(boolean wanted, String method) {
        if (wanted) send(method, Json.object());
    }

    private void send(String method, Json.Obj params) {
        outlet.send(new Message.Notification(method, params.with("_meta", meta())));
    }

    Json.Obj meta() {
        return Json.object().with(MetaKeys.SUBSCRIPTION, id.json());
    }

    /** What this server could tell of to anybody. */
    static boolean hasAny(Tells tells) {
        return tells.tools() || tells.prompts() || tells.resources() || tells.updates();
    }
}
