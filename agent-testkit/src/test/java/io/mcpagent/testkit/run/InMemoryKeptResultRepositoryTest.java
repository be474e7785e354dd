package io.mcpagent.testkit.run;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryKeptResultRepositoryTest extends InMemoryInstallation implements KeptResultRepositoryContract {}
