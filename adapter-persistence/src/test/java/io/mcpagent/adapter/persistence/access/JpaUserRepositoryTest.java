package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.UserRepositoryContract;

class JpaUserRepositoryTest extends SqliteInstallation implements UserRepositoryContract {}
