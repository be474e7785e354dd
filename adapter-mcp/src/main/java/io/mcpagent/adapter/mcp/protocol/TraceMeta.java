package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.Optional;

/** The trace that a request belongs to, by the keys that {@code _meta} has for it (2026-07-28, SEP-414). */
public final class TraceMeta {
    private static final String META = "_meta";
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    private TraceMeta() {}

    /** Off a request's parameters; what is malformed counts as none. */
    public static Optional<TraceContext> read(Json.Obj params) {
        return params.get(META).flatMap(meta -> TraceContext.of(text(meta, PARENT), text(meta, STATE)));
    }

    private static Optional<String> text(Json meta, String key) {
        return meta instanceof Json.Obj object && object.members().get(key) instanceof Json.Str(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** The parameters with it, where there is one. */
    public static Json.Obj with(Json.Obj params, Optional<TraceContext> trace) {
        return params.with(
                META,
                trace.map(known -> Json.object()
                        .with(PARENT, Json.of(known.parent()))
                        .with(STATE, known.state().map(Json::of))));
    }

    /** What a request's parameters have for {@code _meta}, to which a client adds what is its own. */
    public static Json.Obj meta(Json.Obj params) {
        return params.get(META).orElseGet(Json::object) instanceof Json.Obj meta ? meta : Json.object();
    }
}
