package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.tool.ToolServerSignInRepositoryContract;

class SqlToolServerSignInRepositoryOnPostgresTest extends PostgresInstallation
        implements ToolServerSignInRepositoryContract {}
