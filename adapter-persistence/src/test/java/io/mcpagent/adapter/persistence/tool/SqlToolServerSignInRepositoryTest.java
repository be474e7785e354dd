package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.tool.ToolServerSignInRepositoryContract;

class SqlToolServerSignInRepositoryTest extends SqliteInstallation implements ToolServerSignInRepositoryContract {}
