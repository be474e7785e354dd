package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.adapter.mcp.protocol.Content;
import java.util.List;

/** The messages of a prompt with its arguments filled in. */
public record PromptResult(String description, List<Said> messages) {
    /** A message of the person who chose the prompt. */
    public record Said(Content content) {}

    public PromptResult {
        messages = List.copyOf(messages);
    }
}
