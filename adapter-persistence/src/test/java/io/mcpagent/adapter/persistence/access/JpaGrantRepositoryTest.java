package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.GrantRepositoryContract;

class JpaGrantRepositoryTest extends SqliteInstallation implements GrantRepositoryContract {}
