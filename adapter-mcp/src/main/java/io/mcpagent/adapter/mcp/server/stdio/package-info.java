/** The server over standard input and output, one message a line, in both eras. */
@NullMarked
package io.mcpagent.adapter.mcp.server.stdio;

import org.jspecify.annotations.NullMarked;
