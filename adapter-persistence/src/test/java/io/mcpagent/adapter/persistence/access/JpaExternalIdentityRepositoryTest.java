package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.ExternalIdentityRepositoryContract;

class JpaExternalIdentityRepositoryTest extends SqliteInstallation implements ExternalIdentityRepositoryContract {}
