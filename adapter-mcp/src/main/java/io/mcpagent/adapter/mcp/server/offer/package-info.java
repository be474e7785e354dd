/**
 * What a server of the protocol offers, in words that no era and no transport differs in. {@link
 * io.mcpagent.adapter.mcp.server.offer.Offer} is implemented once for this platform, and once more by the tests for the
 * conformance suite.
 */
@NullMarked
package io.mcpagent.adapter.mcp.server.offer;

import org.jspecify.annotations.NullMarked;
