/**
 * Durable pieces of work. A claim is a lease with a fencing token: whoever lost it can no longer write.
 */
@NullMarked
package io.mcpagent.domain.task;

import org.jspecify.annotations.NullMarked;
