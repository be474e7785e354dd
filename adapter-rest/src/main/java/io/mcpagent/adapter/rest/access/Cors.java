package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import java.util.Set;

/**
 * Lets the pages of origins call that an administrator named. Browsers attach nothing of their own to such a call: who
 * asks is in the Authorization header, which the page has to know.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
public final class Cors {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, X-Request-Id, traceparent, tracestate";
    private static final String ANSWER_HEADERS =
            "ETag, Location, Mcp-Session-Id, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, Retry-After, WWW-Authenticate, X-Request-Id";
    private static final String FOR_A_DAY = "86400";

    private final Set<String> origins;

    /**
     * For those origins.
     *
     * @param origins in lower case, as browsers send them
     */
    public Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    boolean allows(String origin) {
        return origins.contains(origin);
    }

    /** Tells the browser that the page may read the answer; a question whether it may ask is answered right here. */
    void welcome(Context context, String origin) {
        context.header("Access-Control-Allow-Origin", origin);
        context.header("Access-Control-Expose-Headers", ANSWER_HEADERS);
        if (!isPreflight(context)) return;
        context.header("Access-Control-Allow-Methods", METHODS);
        context.header("Access-Control-Allow-Headers", REQUEST_HEADERS);
        context.header("Access-Control-Max-Age", FOR_A_DAY);
        context.status(204).skipRemainingHandlers();
    }

    /** Caches have to tell the answers to several origins apart. */
    void vary(Context context) {
        if (!origins.isEmpty()) context.res().addHeader("Vary", "Origin");
    }

    private static boolean isPreflight(Context context) {
        return context.req().getMethod().equals("OPTIONS")
                && context.req().getHeader("Access-Control-Request-Method") != null;
    }
}
