package io.mcpagent.testkit.tool;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryToolServerSignInRepositoryTest extends InMemoryInstallation
        implements ToolServerSignInRepositoryContract {}
