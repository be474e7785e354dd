/**
 * The host: one connection for each tool server that is needed, kept, broken and mended here. Start at {@code
 * McpToolServers}.
 */
@NullMarked
package io.mcpagent.adapter.mcp.tool;

import org.jspecify.annotations.NullMarked;
