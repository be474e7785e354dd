package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryApiKeyRepositoryTest extends InMemoryInstallation implements ApiKeyRepositoryContract {}
