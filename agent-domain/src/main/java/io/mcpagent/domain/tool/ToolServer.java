package io.mcpagent.domain.tool;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A tool server as it is reached.
 *
 * @param permissions what it may ask of us
 * @param roots folders, as {@code file} URIs, that it is told of where it may ask for them
 * @param timeout of one call, in which progress counts as a sign of life
 */
public record ToolServer(
        ToolServerName name,
        ToolServerAddress address,
        Set<Permission> permissions,
        List<String> roots,
        Duration timeout) {
    /** What a server may ask of whoever uses it. */
    public enum Permission {
        /** Questions to a person: forms, and addresses to open. */
        ELICITATION,
        /** Answers of the model. */
        SAMPLING,
        ROOTS
    }

    public ToolServer {
        permissions = Set.copyOf(permissions);
        roots = List.copyOf(roots);
        if (!timeout.isPositive()) throw new IllegalArgumentException("a call's time is above zero");
    }
}
