package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.GrantRepositoryContract;

class JpaGrantRepositoryOnPostgresTest extends PostgresInstallation implements GrantRepositoryContract {}
