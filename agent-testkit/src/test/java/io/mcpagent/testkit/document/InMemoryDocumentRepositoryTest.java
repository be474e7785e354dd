package io.mcpagent.testkit.document;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryDocumentRepositoryTest extends InMemoryInstallation implements DocumentRepositoryContract {}
