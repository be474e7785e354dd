package io.mcpagent.domain.conversation;

import io.mcpagent.domain.access.Resource;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The messages between a user and agents, without the messages.
 *
 * @param title for people; may be empty
 * @param forkedFrom whose first messages it took over
 * @param updatedAt of the last message
 */
public record Conversation(
        ConversationId id,
        UserId owner,
        String title,
        Optional<ConversationId> forkedFrom,
        Instant createdAt,
        Instant updatedAt) {
    /** A new one. */
    public Conversation(ConversationId id, UserId owner, String title, Instant createdAt) {
        this(id, owner, title, Optional.empty(), createdAt, createdAt);
    }

    /** What access to it is decided by. */
    public Resource.Owned resource() {
        return new Resource.Owned(
                new ResourceId(ResourceId.Kind.CONVERSATION, id.value().toString()), owner);
    }
}
