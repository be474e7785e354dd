package io.mcpagent.testkit.run;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryRunRepositoryTest extends InMemoryInstallation implements RunRepositoryContract {}
