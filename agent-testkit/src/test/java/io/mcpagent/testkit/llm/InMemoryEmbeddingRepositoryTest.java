package io.mcpagent.testkit.llm;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryEmbeddingRepositoryTest extends InMemoryInstallation implements EmbeddingRepositoryContract {}
