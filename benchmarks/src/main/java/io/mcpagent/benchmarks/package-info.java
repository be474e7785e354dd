/**
 * Benchmarks of what has a figure to reach, with JMH. Run by hand and at night; nothing here ships.
 */
@NullMarked
package io.mcpagent.benchmarks;

import org.jspecify.annotations.NullMarked;
