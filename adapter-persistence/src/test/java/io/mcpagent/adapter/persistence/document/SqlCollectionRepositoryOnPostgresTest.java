package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.document.CollectionRepositoryContract;

class SqlCollectionRepositoryOnPostgresTest extends PostgresInstallation implements CollectionRepositoryContract {}
