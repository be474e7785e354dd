/** {@code Idempotency} answers a request that is sent again as it was answered first. */
@NullMarked
package io.mcpagent.application.idempotency;

import org.jspecify.annotations.NullMarked;
