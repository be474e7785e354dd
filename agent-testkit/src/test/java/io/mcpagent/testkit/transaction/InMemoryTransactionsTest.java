package io.mcpagent.testkit.transaction;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryTransactionsTest extends InMemoryInstallation implements TransactionPortContract {}
