package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.access.AuditRepositoryContract;

class SqlAuditRepositoryTest extends SqliteInstallation implements AuditRepositoryContract {}
