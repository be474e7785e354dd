/**
 * What all revisions of the protocol share: JSON-RPC 2.0 messages, the codes of errors, content. What differs between the
 * eras stands in {@code protocol.legacy} and {@code protocol.modern}.
 */
@NullMarked
package io.mcpagent.adapter.mcp.protocol;

import org.jspecify.annotations.NullMarked;
