package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryGrantRepositoryTest extends InMemoryInstallation implements GrantRepositoryContract {}
