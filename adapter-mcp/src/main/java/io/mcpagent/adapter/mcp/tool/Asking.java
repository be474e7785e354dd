package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.TraceMeta;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that a server may answer with questions.
 *
 * @param outcome what a model reads of its result
 */
record Asking(String method, Json.Obj params, Map<String, String> headers, Function<Json.Obj, ToolOutcome> outcome) {
    Asking {
        headers = Map.copyOf(headers);
    }

    /** A call of a tool of the server's own. */
    static Asking call(
            String tool, Json arguments, Map<String, String> headers, Function<Json.Obj, ToolOutcome> outcome) {
        var params = Json.object().with("name", Json.of(tool)).with("arguments", arguments);
        return new Asking("tools/call", params, headers, outcome);
    }

    /** The same as a part of a trace. */
    Asking within(Optional<TraceContext> trace) {
        return new Asking(method, TraceMeta.with(params, trace), headers, outcome);
    }
}
