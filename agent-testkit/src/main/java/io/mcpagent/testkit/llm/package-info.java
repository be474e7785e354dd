/**
 * Models: the contracts of {@code EmbeddingPort} and {@code LlmPort}, an embedding that hashes words, and a chat model
 * that says what it is told to.
 */
@NullMarked
package io.mcpagent.testkit.llm;

import org.jspecify.annotations.NullMarked;
