package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.UserRepositoryContract;

class JpaUserRepositoryOnPostgresTest extends PostgresInstallation implements UserRepositoryContract {}
