package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.Locale;

/** Tools as programs read them, the same over HTTP and on the command line. */
public final class ToolJson {
    private ToolJson() {}

    public static Json.Obj of(ToolDefinition tool) {
        return Json.object()
                .with("name", Json.of(tool.name()))
                .with("description", Json.of(tool.description()))
                .with("effect", Json.of(tool.effect().name().toLowerCase(Locale.ROOT)))
                .with("input_schema", tool.inputSchema());
    }
}
