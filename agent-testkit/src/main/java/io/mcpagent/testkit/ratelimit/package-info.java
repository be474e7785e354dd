/** How often something may be done: the contract of its port, and a fake. */
@NullMarked
package io.mcpagent.testkit.ratelimit;

import org.jspecify.annotations.NullMarked;
