package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.transaction.TransactionPortContract;

class SqlTransactionsTest extends SqliteInstallation implements TransactionPortContract {}
