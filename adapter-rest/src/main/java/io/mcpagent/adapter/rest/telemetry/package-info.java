/** The id of a request, from its header through the log to the answer, and the trace that it belongs to. */
@NullMarked
package io.mcpagent.adapter.rest.telemetry;

import org.jspecify.annotations.NullMarked;
