package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.document.DocumentRepositoryContract;

class SqliteDocumentRepositoryTest extends SqliteInstallation implements DocumentRepositoryContract {}
