/**
 * The server's side of the revisions from 2024-11-05 to 2025-11-25: a handshake begins a session, within which the server
 * may ask the client as well. {@link io.mcpagent.adapter.mcp.server.legacy.LegacySession} answers, over any transport;
 * {@link io.mcpagent.adapter.mcp.server.legacy.Sessions} keeps those that come by HTTP.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server.legacy;

import org.jspecify.annotations.NullMarked;
