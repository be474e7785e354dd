package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.run.KeptResultRepositoryContract;

class SqlKeptResultRepositoryOnPostgresTest extends PostgresInstallation implements KeptResultRepositoryContract {}
