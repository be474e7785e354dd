package io.mcpagent.domain.conversation;

import java.util.UUID;

/** The HTTP API calls a conversation a session, and this its {@code session_id}. */
public record ConversationId(UUID value) {}
