/** From SQLite's result codes to failures that say what to do. Start at {@code SqliteFailures}. */
@NullMarked
package io.mcpagent.adapter.persistence.failure;

import org.jspecify.annotations.NullMarked;
