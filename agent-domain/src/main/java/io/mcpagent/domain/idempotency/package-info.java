/** What keeps a request that is sent again from being done again. */
@NullMarked
package io.mcpagent.domain.idempotency;

import org.jspecify.annotations.NullMarked;
