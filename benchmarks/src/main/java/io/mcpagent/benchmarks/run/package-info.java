/**
 * Runs: what one turn with a tool call costs, ours against langchain4j's and Spring AI's, and what runs cost that wait for
 * a person. The model is a server of its own process that answers at once. Run them by {@code benchmarks/run}.
 */
@NullMarked
package io.mcpagent.benchmarks.run;

import org.jspecify.annotations.NullMarked;
