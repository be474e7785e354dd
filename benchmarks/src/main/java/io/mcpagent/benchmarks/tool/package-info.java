/** Calls of tools, ours against the official SDK of the protocol; and what many definitions of tools cost. */
@NullMarked
package io.mcpagent.benchmarks.tool;

import org.jspecify.annotations.NullMarked;
