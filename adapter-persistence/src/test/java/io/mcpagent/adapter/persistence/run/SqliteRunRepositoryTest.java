package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.run.RunRepositoryContract;

class SqliteRunRepositoryTest extends SqliteInstallation implements RunRepositoryContract {}
