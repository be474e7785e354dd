package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.ExternalIdentityRepositoryContract;

class JpaExternalIdentityRepositoryOnPostgresTest extends PostgresInstallation
        implements ExternalIdentityRepositoryContract {}
