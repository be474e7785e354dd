/** From the databases' error codes to failures that say what to do. Start at {@code Failures}. */
@NullMarked
package io.mcpagent.adapter.persistence.failure;

import org.jspecify.annotations.NullMarked;
