/** {@code tool-servers …}, on this machine's data directory or on a server. */
@NullMarked
package io.mcpagent.adapter.cli.tool;

import org.jspecify.annotations.NullMarked;
