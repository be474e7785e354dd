package io.mcpagent.adapter.persistence.idempotency;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.idempotency.IdempotencyRepositoryContract;

class SqlIdempotencyRepositoryOnPostgresTest extends PostgresInstallation implements IdempotencyRepositoryContract {}
