package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.SigningKeyRepositoryContract;

class JpaSigningKeyRepositoryOnPostgresTest extends PostgresInstallation implements SigningKeyRepositoryContract {}
