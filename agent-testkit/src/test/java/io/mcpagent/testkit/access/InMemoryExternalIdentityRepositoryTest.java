package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryExternalIdentityRepositoryTest extends InMemoryInstallation
        implements ExternalIdentityRepositoryContract {}
