package io.mcpagent.domain.conversation;

import java.util.List;
import java.util.Optional;

/** Conversations and their messages. */
public interface ConversationRepository {
    void create(Conversation conversation);

    Optional<Conversation> find(ConversationId id);

    /**
     * Adds a message at the end.
     *
     * @throws io.mcpagent.domain.failure.NotFound when there is no such conversation
     */
    void append(Message message);

    /** In the order in which they were appended. */
    List<Message> messages(ConversationId id);
}
