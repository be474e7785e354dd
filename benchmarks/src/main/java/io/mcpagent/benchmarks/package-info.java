/**
 * Benchmarks of what has a figure to reach. Run by hand and at night, by {@code benchmarks/run}; nothing here ships. Here
 * is the product as a user starts it, and how long that takes.
 */
@NullMarked
package io.mcpagent.benchmarks;

import org.jspecify.annotations.NullMarked;
