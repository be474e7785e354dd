package io.mcpagent.application.conversation;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RunId;

/** A run that goes on by itself, and the conversation that it answers in. */
public record Asked(RunId run, ConversationId conversation) {}
