package io.mcpagent.testkit.tool;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryToolServerRepositoryTest extends InMemoryInstallation implements ToolServerRepositoryContract {}
