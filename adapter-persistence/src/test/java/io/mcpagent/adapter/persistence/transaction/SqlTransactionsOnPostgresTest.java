package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.transaction.TransactionPortContract;
import org.junit.jupiter.api.Test;

class SqlTransactionsOnPostgresTest extends PostgresInstallation implements TransactionPortContract {
    @Test
    void oneDoesNotWaitForTheOther() {
        assertThat(transactions().isInOrder()).isFalse();
    }
}
