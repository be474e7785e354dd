package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.document.DocumentRepositoryContract;

class SqlDocumentRepositoryOnPostgresTest extends PostgresInstallation implements DocumentRepositoryContract {}
