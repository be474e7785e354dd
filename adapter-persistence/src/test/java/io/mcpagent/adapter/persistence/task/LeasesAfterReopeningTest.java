package io.mcpagent.adapter.persistence.task;

import io.mcpagent.adapter.persistence.SqliteInstallation;

class LeasesAfterReopeningTest extends SqliteInstallation implements LeasesAfterReopening {}
