package io.mcpagent.testkit.task;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryTaskQueueTest extends InMemoryInstallation implements TaskQueuePortContract {}
