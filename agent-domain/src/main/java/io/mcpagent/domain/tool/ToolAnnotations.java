package io.mcpagent.domain.tool;

import java.util.Optional;

/** What a server says of its tool: nothing to rely on before a person confirmed it. Empty where it says nothing. */
public record ToolAnnotations(
        Optional<String> title,
        Optional<Boolean> readOnly,
        Optional<Boolean> destructive,
        Optional<Boolean> idempotent,
        Optional<Boolean> openWorld) {
    public static final ToolAnnotations NONE = new ToolAnnotations(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
