package io.mcpagent.testkit.idempotency;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryIdempotencyRepositoryTest extends InMemoryInstallation implements IdempotencyRepositoryContract {}
