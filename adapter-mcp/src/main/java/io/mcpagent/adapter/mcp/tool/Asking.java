package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.domain.json.Json;
import java.util.Map;
import java.util.function.Function;

/**
 * A request that a server may answer with questions.
 *
 * @param text what a model reads of its result
 */
record Asking(String method, Json.Obj params, Map<String, String> headers, Function<Json.Obj, String> text) {
    static Asking call(String tool, Json arguments, Map<String, String> headers) {
        var params = Json.object().with("name", Json.of(tool)).with("arguments", arguments);
        return new Asking("tools/call", params, headers, ResultText::of);
    }
}
