/** How often something may be done. */
@NullMarked
package io.mcpagent.domain.ratelimit;

import org.jspecify.annotations.NullMarked;
