package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.document.CollectionRepositoryContract;

class SqlCollectionRepositoryTest extends SqliteInstallation implements CollectionRepositoryContract {}
