package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.run.KeptResultRepositoryContract;

class SqlKeptResultRepositoryTest extends SqliteInstallation implements KeptResultRepositoryContract {}
