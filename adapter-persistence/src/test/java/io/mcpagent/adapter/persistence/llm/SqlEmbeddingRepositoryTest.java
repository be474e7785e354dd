package io.mcpagent.adapter.persistence.llm;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.llm.EmbeddingRepositoryContract;

class SqlEmbeddingRepositoryTest extends SqliteInstallation implements EmbeddingRepositoryContract {}
