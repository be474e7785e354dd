package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.ApiKeyRepositoryContract;

class JpaApiKeyRepositoryTest extends SqliteInstallation implements ApiKeyRepositoryContract {}
