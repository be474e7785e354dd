package io.mcpagent.adapter.persistence.idempotency;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.idempotency.IdempotencyRepositoryContract;

class SqlIdempotencyRepositoryTest extends SqliteInstallation implements IdempotencyRepositoryContract {}
