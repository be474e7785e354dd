package io.mcpagent.adapter.persistence.task;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.task.TaskQueuePortContract;

class SqliteTaskQueueTest extends SqliteInstallation implements TaskQueuePortContract {}
