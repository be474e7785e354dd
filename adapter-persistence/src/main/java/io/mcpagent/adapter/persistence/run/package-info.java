/** The run log. */
@NullMarked
package io.mcpagent.adapter.persistence.run;

import org.jspecify.annotations.NullMarked;
