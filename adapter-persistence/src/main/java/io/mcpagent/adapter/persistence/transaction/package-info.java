/**
 * Transactions: {@code Database} runs each on one of the adapter's own threads, with a connection that only that thread
 * uses; repositories get it as a {@code Session}.
 */
@NullMarked
package io.mcpagent.adapter.persistence.transaction;

import org.jspecify.annotations.NullMarked;
