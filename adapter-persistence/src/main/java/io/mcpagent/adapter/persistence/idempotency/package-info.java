/** The keys of requests, in the database. */
@NullMarked
package io.mcpagent.adapter.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
