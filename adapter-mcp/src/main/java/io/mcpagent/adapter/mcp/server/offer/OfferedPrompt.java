package io.mcpagent.adapter.mcp.server.offer;

import java.util.List;

/** A prompt. */
public record OfferedPrompt(String name, String title, String description, List<Argument> arguments) {
    public record Argument(String name, String description, boolean required) {}

    public OfferedPrompt {
        arguments = List.copyOf(arguments);
    }
}
