/** The Model Context Protocol, for tool servers that we use and as a server that others use. */
@NullMarked
package io.mcpagent.adapter.mcp;

import org.jspecify.annotations.NullMarked;
