/** Calls of tools: ours against the official SDK of the protocol. */
@NullMarked
package io.mcpagent.benchmarks.tool;

import org.jspecify.annotations.NullMarked;
