/**
 * The server's side of revision 2026-07-28: every request says of itself what it needs, and nothing is kept between two.
 * {@link io.mcpagent.adapter.mcp.server.modern.ModernEra} answers, over any transport.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server.modern;

import org.jspecify.annotations.NullMarked;
