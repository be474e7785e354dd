/**
 * Streamable HTTP, the server's side, for both eras at one address: {@link io.mcpagent.adapter.mcp.server.http.Endpoint}
 * tells by each request which of them it is of.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server.http;

import org.jspecify.annotations.NullMarked;
