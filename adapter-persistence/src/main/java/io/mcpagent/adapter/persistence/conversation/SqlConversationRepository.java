package io.mcpagent.adapter.persistence.conversation;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;
import static io.mcpagent.adapter.persistence.transaction.Columns.name;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.failure.NotFound;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Conversations and their messages. */
public final class SqlConversationRepository implements ConversationRepository {
    private static final String INSERT_PART =
            "INSERT INTO message_parts (message_id, ordinal, origin, source, text) VALUES (?, ?, ?, ?, ?)";

    private final Database database;

    public SqlConversationRepository(Database database) {
        this.database = database;
    }

    @Override
    public void create(Conversation conversation) {
        database.write(session -> {
            try {
                return session.update(
                        "INSERT INTO conversations (id, owner, created_at) VALUES (?, ?, ?)",
                        id(conversation.id()),
                        conversation.owner().value(),
                        micros(conversation.createdAt()));
            } catch (ConstraintViolated e) {
                throw new IllegalArgumentException("there is a conversation " + id(conversation.id()) + " already", e);
            }
        });
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return database.read(session -> session.first(
                "SELECT owner, created_at FROM conversations WHERE id = ?",
                row -> new Conversation(id, new UserId(row.getString("owner")), Columns.instant(row, "created_at")),
                id(id)));
    }

    @Override
    public void append(Message message) {
        database.write(session -> {
            // Locked, so that its messages are numbered in the order of their commits.
            var conversation = session.first(
                    "SELECT 1 FROM conversations WHERE id = ?"
                            + database.dialect().locking(),
                    row -> row.getInt(1),
                    id(message.conversation()));
            if (conversation.isEmpty())
                throw new NotFound(
                        "conversation_not_found", "There is no conversation " + id(message.conversation()) + ".");
            try {
                session.update(
                        "INSERT INTO messages (id, conversation_id, role, at) VALUES (?, ?, ?, ?)",
                        message.id().value().toString(),
                        id(message.conversation()),
                        name(message.role()),
                        micros(message.at()));
            } catch (ConstraintViolated e) {
                throw new IllegalArgumentException(
                        "there is a message " + message.id().value() + " already", e);
            }
            var parts = message.parts();
            session.updateAll(
                    INSERT_PART, IntStream.range(0, parts.size()).boxed().toList(), i -> new Object[] {
                        message.id().value().toString(),
                        i,
                        name(parts.get(i).origin()),
                        parts.get(i).source().orElse(null),
                        parts.get(i).text()
                    });
            return true;
        });
    }

    @Override
    public List<Message> messages(ConversationId id) {
        var rows = database.read(session -> session.query("""
                SELECT m.id, m.role, m.at, p.ordinal, p.origin, p.source, p.text
                FROM messages m JOIN message_parts p ON p.message_id = m.id
                WHERE m.conversation_id = ?
                ORDER BY m.position, p.ordinal
                """, MessageRow::read, id(id)));
        var messages = new ArrayList<Message>();
        for (var from = 0; from < rows.size(); ) {
            var first = rows.get(from);
            var parts = rows.stream()
                    .skip(from)
                    .takeWhile(row -> row.id.equals(first.id))
                    .map(MessageRow::part)
                    .toList();
            messages.add(new Message(new MessageId(first.id), id, first.role, parts, first.at));
            from += parts.size();
        }
        return List.copyOf(messages);
    }

    private static String id(ConversationId id) {
        return id.value().toString();
    }

    /** A part, beside what it has in common with the other parts of its message. */
    private record MessageRow(UUID id, Message.Role role, Instant at, MessagePart part) {
        static MessageRow read(Row row) throws SQLException {
            var part = new MessagePart(
                    Columns.value(Origin.class, row.getString("origin")),
                    Optional.ofNullable(row.getStringOrNull("source")),
                    row.getString("text"));
            return new MessageRow(
                    Columns.uuid(row, "id"),
                    Columns.value(Message.Role.class, row.getString("role")),
                    Columns.instant(row, "at"),
                    part);
        }
    }
}
