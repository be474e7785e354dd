/** Transactions: the contract, and the store with snapshots and rollback that all in-memory repositories share. */
@NullMarked
package io.mcpagent.testkit.transaction;

import org.jspecify.annotations.NullMarked;
