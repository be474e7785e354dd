/** The run log in SQLite. */
@NullMarked
package io.mcpagent.adapter.persistence.run;

import org.jspecify.annotations.NullMarked;
