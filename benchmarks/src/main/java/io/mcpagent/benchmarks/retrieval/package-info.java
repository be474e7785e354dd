/**
 * Speed of the index: {@code VectorsBenchmark} for the vector half alone, {@code HybridBenchmark} for a search as the
 * product makes it, {@code HttpSearchBenchmark} for the same from outside; all over synthetic chunks that a seed
 * determines. Run them by {@code benchmarks/run}.
 */
@NullMarked
package io.mcpagent.benchmarks.retrieval;

import org.jspecify.annotations.NullMarked;
