package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.run.RunRepositoryContract;

class SqlRunRepositoryOnPostgresTest extends PostgresInstallation implements RunRepositoryContract {}
