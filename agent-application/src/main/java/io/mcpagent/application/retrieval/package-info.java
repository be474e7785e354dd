/**
 * Retrieval: from a question to passages. {@code HybridSearch} asks both halves of the store and fuses; {@code
 * Evidence} says which sentences answer and whether any does. Start at {@code SearchService}.
 */
@NullMarked
package io.mcpagent.application.retrieval;

import org.jspecify.annotations.NullMarked;
