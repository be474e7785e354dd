/** How often something may be done, counted in this process. */
@NullMarked
package io.mcpagent.adapter.persistence.ratelimit;

import org.jspecify.annotations.NullMarked;
