package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.JsonSchemaPort;
import io.mcpagent.domain.json.JsonSchemaPort.Compiled;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Results of one server's tools, held against what the tools promise (server/tools, "Output Schema"). */
final class ToolResults {
    private final JsonSchemaPort schemas;
    private final Map<String, Promise> promises = new ConcurrentHashMap<>();

    private record Promise(Json.Obj schema, Compiled compiled) {}

    ToolResults(JsonSchemaPort schemas) {
        this.schemas = schemas;
    }

    /**
     * How results of a tool are read.
     *
     * @param promised the schema of its structured content
     * @throws InvalidRequest when there is no telling whether it keeps its promise; it is not to be called then
     */
    Function<Json.Obj, ToolOutcome> of(String tool, Optional<Json.Obj> promised) {
        var promise = promised.map(schema -> promise(tool, schema));
        return result -> outcome(result, promise);
    }

    private Compiled promise(String tool, Json.Obj schema) {
        return promises.compute(
                        tool,
                        (name, known) -> known != null && known.schema().equals(schema)
                                ? known
                                : new Promise(schema, schemas.compiled(schema)))
                .compiled();
    }

    private static ToolOutcome outcome(Json.Obj result, Optional<Compiled> promise) {
        var text = ResultText.of(result);
        var isError = new Members(result, "The result").findBoolean("isError").orElse(false);
        if (isError) return new ToolOutcome.Failed(text);
        var broken = promise.map(schema -> broken(result, schema)).orElse(List.of());
        return broken.isEmpty() ? new ToolOutcome.Succeeded(text) : new ToolOutcome.Failed(told(broken));
    }

    private static List<String> broken(Json.Obj result, Compiled schema) {
        return result.get("structuredContent")
                .map(schema::problems)
                .orElseGet(() -> List.of("(root): there is no structured content"));
    }

    /** Not what it returned: a person approved a tool that returns something else. */
    private static String told(List<String> broken) {
        return "It was called, and what it does is done. Its result is not shown, as it is not what its output schema says:\n- "
                + String.join("\n- ", broken);
    }

    /** What a model is told of a tool that {@link #of} refuses. */
    static ToolOutcome refused(InvalidRequest unusable) {
        return new ToolOutcome.Failed(
                "It was not called, as what it returns could not be checked. Of its output schema: "
                        + Failures.shown(String.valueOf(unusable.getMessage())));
    }
}
