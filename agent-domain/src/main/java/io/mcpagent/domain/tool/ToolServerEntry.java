package io.mcpagent.domain.tool;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A tool server as an installation has it. It belongs to the installation: who may manage tool servers may change each.
 *
 * @param enabled whether its tools may be called
 * @param trusted whether somebody vouches for what its tools answer
 * @param permissions what it may ask of us
 * @param roots folders, as {@code file} URIs, that it is told of where it may ask for them
 * @param timeout of one call
 * @param version counted by the repository; 0 for one that was never stored
 */
public record ToolServerEntry(
        ToolServerName name,
        StoredAddress address,
        boolean enabled,
        boolean trusted,
        Set<ToolServer.Permission> permissions,
        List<String> roots,
        Duration timeout,
        long version) {
    public ToolServerEntry {
        permissions = Set.copyOf(permissions);
        roots = List.copyOf(roots);
    }

    public ToolServerEntry with(StoredAddress other) {
        return new ToolServerEntry(name, other, enabled, trusted, permissions, roots, timeout, version);
    }

    public ToolServerEntry at(long other) {
        return new ToolServerEntry(name, address, enabled, trusted, permissions, roots, timeout, other);
    }
}
