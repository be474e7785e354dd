package io.mcpagent.domain.task;

import java.util.UUID;

public record TaskId(UUID value) {}
