/**
 * Transactions: {@code Database} runs each on a thread that nobody interrupts, with a connection that only this thread
 * uses; repositories get it as a {@code Session}. {@code Dialect} holds what SQLite and PostgreSQL say differently.
 */
@NullMarked
package io.mcpagent.adapter.persistence.transaction;

import org.jspecify.annotations.NullMarked;
