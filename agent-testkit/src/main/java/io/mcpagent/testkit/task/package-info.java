/** Tasks: the contract of the queue with its leases and fencing tokens, and the fake. */
@NullMarked
package io.mcpagent.testkit.task;

import org.jspecify.annotations.NullMarked;
