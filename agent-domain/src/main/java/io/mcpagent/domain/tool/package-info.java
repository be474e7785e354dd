/**
 * What an agent can call. {@code ToolPort} lists and calls; {@code ToolGate} decides whether a call may be made.
 */
@NullMarked
package io.mcpagent.domain.tool;

import org.jspecify.annotations.NullMarked;
