/**
 * How messages reach a server and come back: the standard streams of a process, Streamable HTTP, and the HTTP with a
 * stream of events that came before it. Nothing here knows what the messages mean.
 */
@NullMarked
package io.mcpagent.adapter.mcp.transport;

import org.jspecify.annotations.NullMarked;
