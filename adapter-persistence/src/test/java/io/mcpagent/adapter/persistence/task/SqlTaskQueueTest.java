package io.mcpagent.adapter.persistence.task;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.task.TaskQueuePortContract;

class SqlTaskQueueTest extends SqliteInstallation implements TaskQueuePortContract {}
