/**
 * One execution that answers one user message, as a sequence of durable events. {@code RunState} is the fold over
 * them and nothing else.
 */
@NullMarked
package io.mcpagent.domain.run;

import org.jspecify.annotations.NullMarked;
