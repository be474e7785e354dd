/** The task table: leases, and the fencing tokens that the run log checks. */
@NullMarked
package io.mcpagent.adapter.persistence.task;

import org.jspecify.annotations.NullMarked;
