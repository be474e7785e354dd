package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/**
 * A tool as its server describes it: nothing of it is checked, and nobody has approved it.
 *
 * @param name the server's own name for it, whatever that is
 * @param outputSchema of the structured content of its results
 */
public record ServedTool(
        String name,
        Optional<String> title,
        String description,
        Json.Obj inputSchema,
        Optional<Json.Obj> outputSchema,
        ToolAnnotations annotations) {}
