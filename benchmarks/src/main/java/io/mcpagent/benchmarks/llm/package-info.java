/**
 * Embedding: chunks per CPU-second, ours against langchain4j's. {@code EmbeddingComparison} starts each in a JVM of its
 * own, in turn, so that what else the machine does meets both; {@code EmbeddingRate} is what both are measured by.
 */
@NullMarked
package io.mcpagent.benchmarks.llm;

import org.jspecify.annotations.NullMarked;
