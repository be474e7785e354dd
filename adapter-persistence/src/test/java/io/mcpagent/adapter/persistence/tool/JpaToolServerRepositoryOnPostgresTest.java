package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.tool.ToolServerRepositoryContract;

class JpaToolServerRepositoryOnPostgresTest extends PostgresInstallation implements ToolServerRepositoryContract {}
