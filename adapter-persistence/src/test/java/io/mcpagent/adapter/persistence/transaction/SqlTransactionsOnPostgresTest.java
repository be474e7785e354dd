package io.mcpagent.adapter.persistence.transaction;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.transaction.TransactionPortContract;

class SqlTransactionsOnPostgresTest extends PostgresInstallation implements TransactionPortContract {}
