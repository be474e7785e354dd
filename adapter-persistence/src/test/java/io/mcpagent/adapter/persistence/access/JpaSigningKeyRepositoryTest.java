package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.SigningKeyRepositoryContract;

class JpaSigningKeyRepositoryTest extends SqliteInstallation implements SigningKeyRepositoryContract {}
