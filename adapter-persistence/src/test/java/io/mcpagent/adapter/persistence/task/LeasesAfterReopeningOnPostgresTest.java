package io.mcpagent.adapter.persistence.task;

import io.mcpagent.adapter.persistence.PostgresInstallation;

class LeasesAfterReopeningOnPostgresTest extends PostgresInstallation implements LeasesAfterReopening {}
