/** The contract and the fake of the keys of requests. */
@NullMarked
package io.mcpagent.testkit.idempotency;

import org.jspecify.annotations.NullMarked;
