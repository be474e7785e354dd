package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.ApiKeyRepositoryContract;

class JpaApiKeyRepositoryOnPostgresTest extends PostgresInstallation implements ApiKeyRepositoryContract {}
