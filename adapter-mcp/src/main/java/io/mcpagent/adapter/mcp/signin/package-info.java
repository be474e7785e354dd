/**
 * Signing in with tool servers: an OAuth 2.1 client. {@code Discovery} finds the authorization server of a tool server,
 * {@code Registrations} makes us known there, {@code Authorizing} sends a browser and takes what it comes back with, {@code
 * TokenEndpoint} asks for tokens, {@code Bearers} keeps them fresh. Start at {@code SignIns}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization">MCP, Authorization</a>
 */
@NullMarked
package io.mcpagent.adapter.mcp.signin;

import org.jspecify.annotations.NullMarked;
