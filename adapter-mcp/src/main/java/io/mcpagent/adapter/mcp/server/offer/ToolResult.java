package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What a tool says.
 *
 * @param structured the same for programs, as the tool's output schema has it
 */
public record ToolResult(List<Content> content, Optional<Json> structured, boolean isError) {
    public ToolResult {
        content = List.copyOf(content);
    }

    public static ToolResult text(String text) {
        return of(new Content.Text(text));
    }

    public static ToolResult of(Content... content) {
        return new ToolResult(List.of(content), Optional.empty(), false);
    }

    /** What the model can mend, or has to live with. */
    public static ToolResult error(String message) {
        return new ToolResult(List.of(new Content.Text(message)), Optional.empty(), true);
    }

    /** The same with its form for programs. */
    public ToolResult with(Json json) {
        return new ToolResult(content, Optional.of(json), isError);
    }
}
