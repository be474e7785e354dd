package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.document.UploadRepositoryContract;

class SqlUploadRepositoryTest extends SqliteInstallation implements UploadRepositoryContract {}
