package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.access.AuditRepositoryContract;

class SqlAuditRepositoryOnPostgresTest extends PostgresInstallation implements AuditRepositoryContract {}
