package io.mcpagent.domain.conversation;

import java.time.Instant;
import java.util.List;

/** One message; its parts in reading order. */
public record Message(MessageId id, ConversationId conversation, Role role, List<MessagePart> parts, Instant at) {
    public enum Role {
        USER,
        ASSISTANT
    }

    public Message {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalArgumentException("a message has at least one part");
    }
}
