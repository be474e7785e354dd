package io.mcpagent.adapter.rest.tool;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.retrieval.SearchSchemas;
import io.mcpagent.domain.tool.ToolEffect;

/** Tools as {@code ToolJson} writes them, and calls of them. */
final class ToolSchemas {
    static final Schema TOOL = Schema.object()
            .with("name", Schema.text())
            .with("description", Schema.text())
            .with("effect", Schema.words(ToolEffect.class))
            .with("input_schema", Schema.anyObject().about("A JSON Schema of its arguments."))
            .named("Tool");
    static final Schema CALL =
            Schema.object().optional("arguments", Schema.anyObject()).named("ToolCall");
    static final Schema RESULT = Schema.object()
            .with("text", Schema.text())
            .with("passages", Schema.listOf(SearchSchemas.PASSAGE))
            .named("ToolResult");

    private ToolSchemas() {}
}
