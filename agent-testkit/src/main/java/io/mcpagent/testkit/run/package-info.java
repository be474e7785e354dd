/** The run log: its contract and its fake. */
@NullMarked
package io.mcpagent.testkit.run;

import org.jspecify.annotations.NullMarked;
