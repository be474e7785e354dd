package io.mcpagent.adapter.tools;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.List;

/** The schema of a tool's arguments, which models send as objects, or as text that should have been one. */
final class ArgumentSchema {
    private final CompiledSchema schema;

    private ArgumentSchema(CompiledSchema schema) {
        this.schema = schema;
    }

    /**
     * Compiles it, with all that it refers to.
     *
     * @throws InvalidRequest {@code tool_schema_invalid}
     */
    static ArgumentSchema of(ToolDefinition tool) {
        try {
            return new ArgumentSchema(CompiledSchema.of(tool.inputSchema()));
        } catch (CompiledSchema.Unusable e) {
            throw new InvalidRequest(
                    "tool_schema_invalid",
                    "the tool " + tool.name() + " can't be offered, as its input schema is not usable: " + e.why()
                            + ". Mend the schema (JSON Schema 2020-12, all in one document), or leave the tool out.",
                    e);
        }
    }

    /** What is wrong with arguments, as {@link CompiledSchema#problems} tells it. */
    List<String> problems(Json arguments) {
        return arguments instanceof Json.Str(var text)
                        && JsonLimits.broken(arguments).isEmpty()
                ? List.of("(root): not a JSON object, but the text " + Excerpts.of(text))
                : schema.problems(arguments);
    }
}
