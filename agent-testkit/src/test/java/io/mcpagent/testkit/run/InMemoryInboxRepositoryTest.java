package io.mcpagent.testkit.run;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryInboxRepositoryTest extends InMemoryInstallation implements InboxRepositoryContract {}
