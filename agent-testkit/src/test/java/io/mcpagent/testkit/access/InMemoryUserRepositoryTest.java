package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryUserRepositoryTest extends InMemoryInstallation implements UserRepositoryContract {}
