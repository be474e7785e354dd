package io.mcpagent.testkit.conversation;

import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.List;
import java.util.Optional;

/** Conversations over an {@link InMemoryStore}. */
public final class InMemoryConversationRepository implements ConversationRepository {
    private static final Table<ConversationId, Conversation> CONVERSATIONS = new Table<>("conversations");
    private static final Table<MessageId, Message> MESSAGES = new Table<>("messages");

    private final InMemoryStore store;

    public InMemoryConversationRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void create(Conversation conversation) {
        store.write(() -> {
            if (store.changing(CONVERSATIONS).putIfAbsent(conversation.id(), conversation) != null)
                throw new IllegalArgumentException(
                        "there is a conversation " + conversation.id().value() + " already");
            return true;
        });
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return Optional.ofNullable(store.rows(CONVERSATIONS).get(id));
    }

    @Override
    public void append(Message message) {
        store.write(() -> {
            if (find(message.conversation()).isEmpty())
                throw new NotFound(
                        "conversation_not_found",
                        "There is no conversation " + message.conversation().value() + ".");
            if (store.changing(MESSAGES).putIfAbsent(message.id(), message) != null)
                throw new IllegalArgumentException(
                        "there is a message " + message.id().value() + " already");
            return true;
        });
    }

    @Override
    public List<Message> messages(ConversationId id) {
        return store.rows(MESSAGES).values().stream()
                .filter(message -> message.conversation().equals(id))
                .toList();
    }
}
