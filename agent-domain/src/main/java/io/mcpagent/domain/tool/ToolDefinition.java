package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import java.util.regex.Pattern;

/**
 * What a model is told about a tool, and what we know of it.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64, as every provider takes it
 * @param inputSchema of the arguments, an object (JSON Schema 2020-12)
 * @param isTrusted whether nobody who could mean harm writes what it answers
 */
public record ToolDefinition(
        String name, String description, Json.Obj inputSchema, ToolEffect effect, ToolReach reach, boolean isTrusted) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public ToolDefinition {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "a tool's name has 1 to 64 letters, digits, underscores and hyphens: \"" + name + "\"");
    }

    /** Of which nothing more is known: it may reach anybody, and its answers are nobody's word. */
    public ToolDefinition(String name, String description, Json.Obj inputSchema, ToolEffect effect) {
        this(name, description, inputSchema, effect, ToolReach.OPEN, false);
    }

    /** One of this process. */
    public static ToolDefinition own(
            String name, String description, Json.Obj inputSchema, ToolEffect effect, boolean isTrusted) {
        return new ToolDefinition(name, description, inputSchema, effect, ToolReach.INSIDE, isTrusted);
    }
}
