package io.mcpagent.domain.tool;

import java.util.List;
import java.util.Optional;

/** Tool servers, and the pins of their tools. */
public interface ToolServerRepository {
    /** By name. */
    List<ToolServerEntry> all();

    Optional<ToolServerEntry> find(ToolServerName name);

    /**
     * Adds one of version 0, to which no pin belongs then, or puts it in the place of the one of its version.
     *
     * @return it with its new version
     * @throws io.mcpagent.domain.failure.Conflict with code {@code tool_server_name_taken}, or {@code
     *     tool_server_changed} when another version is there, or none any more
     */
    ToolServerEntry save(ToolServerEntry entry);

    /**
     * Removes one with its pins.
     *
     * @return whether it was there
     */
    boolean delete(ToolServerName name);

    /** All of a server, by name. */
    List<PinnedTool> pins(ToolServerName server);

    /** Those that are approved, of the servers that are enabled, by name. */
    List<PinnedTool> callable();

    /**
     * Adds one of version 0, or puts it in the place of the one of its version.
     *
     * @return it with its new version
     * @throws io.mcpagent.domain.failure.Conflict with code {@code tool_pin_changed} when another version is there, or none
     *     any more
     */
    PinnedTool save(PinnedTool pin);
}
