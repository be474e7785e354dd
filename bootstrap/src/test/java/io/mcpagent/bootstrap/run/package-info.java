/** Runs of a real server process, killed wherever they are. */
@NullMarked
package io.mcpagent.bootstrap.run;

import org.jspecify.annotations.NullMarked;
