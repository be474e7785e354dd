package io.mcpagent.adapter.persistence.task;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.task.TaskQueuePortContract;

class SqlTaskQueueOnPostgresTest extends PostgresInstallation implements TaskQueuePortContract {}
