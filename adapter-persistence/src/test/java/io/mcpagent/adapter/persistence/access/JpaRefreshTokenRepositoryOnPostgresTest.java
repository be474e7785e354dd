package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.RefreshTokenRepositoryContract;

class JpaRefreshTokenRepositoryOnPostgresTest extends PostgresInstallation implements RefreshTokenRepositoryContract {}
