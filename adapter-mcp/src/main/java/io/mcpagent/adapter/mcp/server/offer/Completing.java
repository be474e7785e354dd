package io.mcpagent.adapter.mcp.server.offer;

import java.util.Map;

/**
 * An argument that somebody is typing.
 *
 * @param known the arguments that were given before
 */
public record Completing(String argument, String typed, Map<String, String> known) {
    public Completing {
        known = Map.copyOf(known);
    }
}
