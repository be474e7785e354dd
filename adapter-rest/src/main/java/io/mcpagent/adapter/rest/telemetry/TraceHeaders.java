package io.mcpagent.adapter.rest.telemetry;

import io.javalin.http.Context;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The trace that a request belongs to, by {@code traceparent} and {@code tracestate} (W3C Trace Context). */
public final class TraceHeaders {
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    private TraceHeaders() {}

    /** Empty where there is none, where it is malformed, and where there are two. */
    public static Optional<TraceContext> of(Context context) {
        var parents = all(context, PARENT);
        if (parents.size() != 1) return Optional.empty();
        var states = all(context, STATE);
        var state = states.isEmpty() ? Optional.<String>empty() : Optional.of(String.join(",", states));
        return TraceContext.of(Optional.of(parents.getFirst()), state);
    }

    private static List<String> all(Context context, String header) {
        return Collections.list(context.req().getHeaders(header));
    }
}
