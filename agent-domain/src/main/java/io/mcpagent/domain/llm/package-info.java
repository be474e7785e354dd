/**
 * Models: chat and embedding. {@code LlmPort} answers a request; {@code EmbeddingPort} turns text into vectors
 * and counts its tokens.
 */
@NullMarked
package io.mcpagent.domain.llm;

import org.jspecify.annotations.NullMarked;
