package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.document.UploadRepositoryContract;

class SqlUploadRepositoryOnPostgresTest extends PostgresInstallation implements UploadRepositoryContract {}
