package io.mcpagent.adapter.rest;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.access.ProtectedResource;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.openapi.RouteClass;
import io.mcpagent.adapter.rest.ratelimit.RequestLimits;
import io.mcpagent.domain.failure.Unauthenticated;
import java.util.Collections;
import java.util.List;

/** The Model Context Protocol's door: behind it, what comes is that protocol's own; who comes in is as everywhere. */
final class McpRoutes {
    private static final String PATH = "/mcp";

    private final RestHost.Mcp handler;
    private final ProtectedResource resource;
    private final RequestLimits limits;
    private final Handler identify;

    McpRoutes(RestHost.Mcp handler, ProtectedResource resource, Callers callers, RequestLimits limits) {
        this.handler = handler;
        this.resource = resource;
        this.limits = limits;
        this.identify = limits.aroundIdentifying(callers::identify);
    }

    void mount(JavalinConfig config) {
        for (var method : List.of(HandlerType.POST, HandlerType.GET, HandlerType.DELETE))
            config.routes.addHttpHandler(method, PATH, this::serve);
        for (var path : resource.paths(PATH)) config.routes.get(path, this::describe);
    }

    private void describe(Context context) {
        Answers.send(context, 200, "application/json", resource.metadata(context, PATH, handler.issuers()));
    }

    private void serve(Context context) throws Exception {
        try {
            identify.handle(context);
        } catch (Unauthenticated unknown) {
            context.attribute(Problems.CHALLENGE, resource.challenge(context, PATH));
            throw unknown;
        }
        var what = routeClass(context);
        limits.count(context, what);
        handler.serve(Callers.of(context), context.req(), context.res(), () -> limits.count(context, what));
    }

    /**
     * What a message asks for stands in its body. Of the newer revisions it stands in the headers too, which are compared
     * with the body; whatever else is sent may call a model.
     */
    private static RouteClass routeClass(Context context) {
        if (!context.req().getMethod().equals("POST")) return RouteClass.READ;
        var version = only(context, "MCP-Protocol-Version");
        var method = only(context, "Mcp-Method");
        var isTold = version.compareTo("2026") >= 0 && !method.isEmpty();
        return isTold && !method.equals("tools/call") ? RouteClass.READ : RouteClass.ASK;
    }

    private static String only(Context context, String header) {
        var values = Collections.list(context.req().getHeaders(header));
        return values.size() == 1 ? values.getFirst() : "";
    }
}
