package io.mcpagent.domain.conversation;

import io.mcpagent.domain.access.UserId;
import java.time.Instant;

/** The messages between a user and agents, without the messages. */
public record Conversation(ConversationId id, UserId owner, Instant createdAt) {}
