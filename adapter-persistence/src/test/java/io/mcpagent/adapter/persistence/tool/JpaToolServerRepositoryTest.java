package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.tool.ToolServerRepositoryContract;

class JpaToolServerRepositoryTest extends SqliteInstallation implements ToolServerRepositoryContract {}
