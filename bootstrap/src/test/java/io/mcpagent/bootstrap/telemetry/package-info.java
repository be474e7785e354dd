/** What is logged, and what is not. */
@NullMarked
package io.mcpagent.bootstrap.telemetry;

import org.jspecify.annotations.NullMarked;
