package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryRefreshTokenRepositoryTest extends InMemoryInstallation implements RefreshTokenRepositoryContract {}
