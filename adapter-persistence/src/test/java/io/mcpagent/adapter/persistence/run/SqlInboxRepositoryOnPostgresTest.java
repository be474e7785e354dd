package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.run.InboxRepositoryContract;

class SqlInboxRepositoryOnPostgresTest extends PostgresInstallation implements InboxRepositoryContract {}
