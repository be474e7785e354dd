package io.mcpagent.testkit.conversation;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Instant;
import java.util.Comparator;
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
    public List<Conversation> of(UserId owner, Optional<ConversationId> after, int limit) {
        var order = Comparator.comparing(Conversation::updatedAt)
                .thenComparing(conversation -> conversation.id().value().toString())
                .reversed();
        var all = store.rows(CONVERSATIONS).values();
        return all.stream()
                .filter(conversation -> conversation.owner().equals(owner))
                .filter(conversation -> after.flatMap(this::find)
                        .map(known -> order.compare(known, conversation) < 0)
                        .orElse(after.isEmpty()))
                .sorted(order)
                .limit(limit)
                .toList();
    }

    @Override
    public void rename(ConversationId id, String title) {
        store.write(() -> replace(id, title, existing(id).updatedAt()));
    }

    private boolean replace(ConversationId id, String title, Instant updatedAt) {
        var old = existing(id);
        store.changing(CONVERSATIONS)
                .put(id, new Conversation(id, old.owner(), title, old.forkedFrom(), old.createdAt(), updatedAt));
        return true;
    }

    private Conversation existing(ConversationId id) {
        return find(id).orElseThrow(() -> new NotFound("session_not_found", "There is no session " + id.value() + "."));
    }

    @Override
    public void append(Message message) {
        store.write(() -> {
            var conversation = existing(message.conversation());
            var latest = conversation.updatedAt().isAfter(message.at()) ? conversation.updatedAt() : message.at();
            replace(conversation.id(), conversation.title(), latest);
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

    @Override
    public void delete(ConversationId id) {
        store.write(() -> {
            store.changing(MESSAGES)
                    .values()
                    .removeIf(message -> message.conversation().equals(id));
            return store.changing(CONVERSATIONS).remove(id) != null;
        });
    }
}
