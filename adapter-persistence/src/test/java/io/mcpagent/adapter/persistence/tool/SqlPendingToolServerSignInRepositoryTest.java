package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.tool.PendingToolServerSignInRepositoryContract;

class SqlPendingToolServerSignInRepositoryTest extends SqliteInstallation
        implements PendingToolServerSignInRepositoryContract {}
