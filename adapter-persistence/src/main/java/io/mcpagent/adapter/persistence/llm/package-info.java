/** Embeddings, by model and text. */
@NullMarked
package io.mcpagent.adapter.persistence.llm;

import org.jspecify.annotations.NullMarked;
