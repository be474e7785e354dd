package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.run.RunRepositoryContract;

class SqlRunRepositoryTest extends SqliteInstallation implements RunRepositoryContract {}
