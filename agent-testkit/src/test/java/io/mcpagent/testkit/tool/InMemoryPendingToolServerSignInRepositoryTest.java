package io.mcpagent.testkit.tool;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryPendingToolServerSignInRepositoryTest extends InMemoryInstallation
        implements PendingToolServerSignInRepositoryContract {}
