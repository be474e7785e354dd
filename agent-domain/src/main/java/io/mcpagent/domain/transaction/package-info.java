/**
 * Commit points: what is written together or not at all.
 */
@NullMarked
package io.mcpagent.domain.transaction;

import org.jspecify.annotations.NullMarked;
