/** {@code /agents}. */
@NullMarked
package io.mcpagent.adapter.rest.agent;

import org.jspecify.annotations.NullMarked;
