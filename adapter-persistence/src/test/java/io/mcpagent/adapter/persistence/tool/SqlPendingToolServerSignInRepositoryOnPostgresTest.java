package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.tool.PendingToolServerSignInRepositoryContract;

class SqlPendingToolServerSignInRepositoryOnPostgresTest extends PostgresInstallation
        implements PendingToolServerSignInRepositoryContract {}
