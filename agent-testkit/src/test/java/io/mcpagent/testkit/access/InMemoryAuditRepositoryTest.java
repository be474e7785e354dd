package io.mcpagent.testkit.access;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryAuditRepositoryTest extends InMemoryInstallation implements AuditRepositoryContract {}
