package io.mcpagent.adapter.persistence.llm;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.llm.EmbeddingRepositoryContract;

class SqlEmbeddingRepositoryOnPostgresTest extends PostgresInstallation implements EmbeddingRepositoryContract {}
