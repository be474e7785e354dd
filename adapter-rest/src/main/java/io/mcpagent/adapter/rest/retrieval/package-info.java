/** {@code /search}: retrieval alone. */
@NullMarked
package io.mcpagent.adapter.rest.retrieval;

import org.jspecify.annotations.NullMarked;
