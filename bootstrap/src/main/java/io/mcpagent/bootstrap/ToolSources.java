package io.mcpagent.bootstrap;

import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolServerPort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the tools are from that are not built in.
 *
 * @param own those of the application that embeds the platform
 * @param servers what reaches tool servers in place of what speaks MCP
 */
record ToolSources(List<ToolPort> own, Optional<ToolServerPort> servers) {
    static final ToolSources NONE = new ToolSources(List.of(), Optional.empty());

    ToolSources {
        own = List.copyOf(own);
    }

    ToolSources after(ToolPort... first) {
        return new ToolSources(Stream.concat(Stream.of(first), own.stream()).toList(), servers);
    }
}
