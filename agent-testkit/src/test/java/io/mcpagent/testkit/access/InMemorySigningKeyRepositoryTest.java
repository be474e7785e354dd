package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemorySigningKeyRepositoryTest extends InMemoryInstallation implements SigningKeyRepositoryContract {}
