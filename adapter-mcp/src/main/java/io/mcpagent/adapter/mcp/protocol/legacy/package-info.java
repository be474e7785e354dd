/** The revisions from 2024-11-05 to 2025-11-25: a handshake, a session, requests in both directions. */
@NullMarked
package io.mcpagent.adapter.mcp.protocol.legacy;

import org.jspecify.annotations.NullMarked;
