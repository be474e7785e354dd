/**
 * Logs: where they go, and the decorators that write them. A line carries the ids of the work it belongs to, and never
 * a word of a question, an answer or a document.
 */
@NullMarked
package io.mcpagent.bootstrap.telemetry;

import org.jspecify.annotations.NullMarked;
