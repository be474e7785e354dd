package io.mcpagent.domain.access;

import java.util.UUID;

public record AuditEntryId(UUID value) {}
