package io.mcpagent.domain.conversation;

import java.util.UUID;

public record MessageId(UUID value) {}
