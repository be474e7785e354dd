/**
 * This platform as a server of the Model Context Protocol: agents, search, documents and prompts, over HTTP and standard
 * streams, for clients of both eras. Start at {@link io.mcpagent.adapter.mcp.server.McpServer}.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server;

import org.jspecify.annotations.NullMarked;
