package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.run.InboxRepositoryContract;

class SqlInboxRepositoryTest extends SqliteInstallation implements InboxRepositoryContract {}
