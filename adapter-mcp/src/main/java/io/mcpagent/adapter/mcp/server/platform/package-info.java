/**
 * What this platform offers to clients of the protocol: to ask its agents, to search, to take documents in, to read them.
 * It goes through the same use cases as the HTTP API, so that whoever may not do a thing there may not do it here. Start at
 * {@link io.mcpagent.adapter.mcp.server.platform.PlatformOffer}.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server.platform;

import org.jspecify.annotations.NullMarked;
