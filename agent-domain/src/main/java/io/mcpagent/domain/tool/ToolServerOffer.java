package io.mcpagent.domain.tool;

import java.util.List;
import java.util.Optional;

/**
 * What a server offers now.
 *
 * @param title of the server's implementation, for people
 * @param protocol revision that is spoken with it, as in {@code 2026-07-28}
 * @param instructions what the server says about its use; as untrusted as everything that it says
 * @param tools in the server's order
 */
public record ToolServerOffer(
        String title, String version, String protocol, Optional<String> instructions, List<ServedTool> tools) {
    public ToolServerOffer {
        tools = List.copyOf(tools);
    }
}
