package io.mcpagent.domain.conversation;

import io.mcpagent.domain.access.UserId;
import java.util.List;
import java.util.Optional;

/** Conversations and their messages. */
public interface ConversationRepository {
    void create(Conversation conversation);

    /** In a write, nobody else changes it until it ends. */
    Optional<Conversation> find(ConversationId id);

    /**
     * Somebody's, the last used first.
     *
     * @param after only those that follow this one in that order
     */
    List<Conversation> of(UserId owner, Optional<ConversationId> after, int limit);

    /**
     * Gives it another title.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code session_not_found}
     */
    void rename(ConversationId id, String title);

    /**
     * Adds a message at the end.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code session_not_found}
     */
    void append(Message message);

    /** In the order in which they were appended. */
    List<Message> messages(ConversationId id);

    /** With its messages. */
    void delete(ConversationId id);
}
