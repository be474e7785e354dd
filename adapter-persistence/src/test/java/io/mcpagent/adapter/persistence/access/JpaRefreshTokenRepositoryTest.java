package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.RefreshTokenRepositoryContract;

class JpaRefreshTokenRepositoryTest extends SqliteInstallation implements RefreshTokenRepositoryContract {}
