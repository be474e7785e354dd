package io.mcpagent.adapter.mcp.server.offer;

/**
 * Who a server says it is.
 *
 * @param instructions for models: how what is offered is used
 * @param tells what it tells of by itself
 */
public record Identity(String name, String title, String version, String instructions, Tells tells) {
    /**
     * What is told without being asked each time.
     *
     * @param updates that a resource has other contents now
     */
    public record Tells(boolean tools, boolean prompts, boolean resources, boolean updates) {}
}
