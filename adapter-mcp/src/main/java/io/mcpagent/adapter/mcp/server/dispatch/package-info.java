/**
 * From a method and its parameters to what is offered: what both eras do alike, once. {@link
 * io.mcpagent.adapter.mcp.server.dispatch.Dispatcher} answers; the eras wrap what it answers in their envelopes.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server.dispatch;

import org.jspecify.annotations.NullMarked;
