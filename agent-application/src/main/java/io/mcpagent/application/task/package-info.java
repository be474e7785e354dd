/**
 * Holding on to work: leases that are kept alive while it is done.
 */
@NullMarked
package io.mcpagent.application.task;

import org.jspecify.annotations.NullMarked;
