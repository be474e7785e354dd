/** Where work stands in a trace, so that what is called for it can be told. */
@NullMarked
package io.mcpagent.domain.telemetry;

import org.jspecify.annotations.NullMarked;
