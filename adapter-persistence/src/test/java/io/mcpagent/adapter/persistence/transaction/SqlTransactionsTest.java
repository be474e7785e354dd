package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.transaction.OrderedTransactionsContract;

class SqlTransactionsTest extends SqliteInstallation implements OrderedTransactionsContract {}
