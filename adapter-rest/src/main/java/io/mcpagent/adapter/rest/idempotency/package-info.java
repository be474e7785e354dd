/** Requests that make something, and may be sent again. */
@NullMarked
package io.mcpagent.adapter.rest.idempotency;

import org.jspecify.annotations.NullMarked;
