package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.document.DocumentRepositoryContract;

class SqlDocumentRepositoryTest extends SqliteInstallation implements DocumentRepositoryContract {}
