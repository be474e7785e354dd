/**
 * Retrieval: {@code VectorStorePortContract}, {@code VectorStoreLeakContract} and {@code TextAnalysisPortContract}; an
 * exact store in memory and a plain text analysis that obey them.
 */
@NullMarked
package io.mcpagent.testkit.retrieval;

import org.jspecify.annotations.NullMarked;
