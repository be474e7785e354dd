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
    private static final String INSERT =
            "INSERT INTO messages (id, conversation_id, position, role, at) VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1"
                    + " FROM messages WHERE conversation_id = ?), ?, ?)";

    private static final String INSERT_PART =
            "INSERT INTO message_parts (message_id, ordinal, origin, source, text, tainted) VALUES (?, ?, ?, ?, ?, ?)";

    private static final String SELECT =
            "SELECT id, owner, title, forked_from, created_at, updated_at FROM conversations WHERE ";

    private final Database database;

    public SqlConversationRepository(Database database) {
        this.database = database;
    }

    @Override
    public void create(Conversation conversation) {
        database.write(session -> {
            try {
                return session.update(
                        "INSERT INTO conversations (id, owner, title, forked_from, created_at, updated_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        id(conversation.id()),
                        conversation.owner().value(),
                        conversation.title(),
                        conversation
                                .forkedFrom()
                                .map(SqlConversationRepository::id)
                                .orElse(null),
                        micros(conversation.createdAt()),
                        micros(conversation.updatedAt()));
            } catch (ConstraintViolated e) {
                throw new IllegalArgumentException("there is a conversation " + id(conversation.id()) + " already", e);
            }
        });
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        var locking = database.isWriting() ? database.dialect().locking() : "";
        return database.read(
                session -> session.first(SELECT + "id = ?" + locking, SqlConversationRepository::conversation, id(id)));
    }

    @Override
    public List<Conversation> of(UserId owner, Optional<ConversationId> after, int limit) {
        var order = " ORDER BY updated_at DESC, id DESC LIMIT ?";
        return database.read(session -> after.map(last -> session.query(
                        SELECT
                                + "owner = ? AND (updated_at, id) < (SELECT updated_at, id FROM conversations WHERE id = ?)"
                                + order,
                        SqlConversationRepository::conversation,
                        owner.value(),
                        id(last),
                        limit))
                .orElseGet(() -> session.query(
                        SELECT + "owner = ?" + order, SqlConversationRepository::conversation, owner.value(), limit)));
    }

    @Override
    public void rename(ConversationId id, String title) {
        database.write(session -> {
            if (session.update("UPDATE conversations SET title = ? WHERE id = ?", title, id(id)) == 0)
                throw missing(id);
            return true;
        });
    }

    private static Conversation conversation(Row row) throws SQLException {
        return new Conversation(
                new ConversationId(Columns.uuid(row, "id")),
                new UserId(row.getString("owner")),
                row.getString("title"),
                Optional.ofNullable(row.getStringOrNull("forked_from"))
                        .map(id -> new ConversationId(UUID.fromString(id))),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static NotFound missing(ConversationId id) {
        return new NotFound("session_not_found", "There is no session " + id(id) + ".");
    }

    @Override
    public void append(Message message) {
        database.write(session -> {
            // The row is locked by it, so that its messages are numbered in the order of their commits.
            var found = session.update(
                    "UPDATE conversations SET updated_at = CASE WHEN updated_at > ? THEN updated_at ELSE ? END WHERE id = ?",
                    micros(message.at()),
                    micros(message.at()),
                    id(message.conversation()));
            if (found == 0) throw missing(message.conversation());
            try {
                session.update(
                        INSERT,
                        message.id().value().toString(),
                        id(message.conversation()),
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
                        parts.get(i).text(),
                        parts.get(i).isTainted() ? 1 : 0
                    });
            return true;
        });
    }

    @Override
    public List<Message> messages(ConversationId id) {
        var rows = database.read(session -> session.query("""
                SELECT m.id, m.role, m.at, p.ordinal, p.origin, p.source, p.text, p.tainted
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

    @Override
    public void delete(ConversationId id) {
        database.write(session -> session.update("DELETE FROM conversations WHERE id = ?", id(id)));
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
                    row.getString("text"),
                    row.getLong("tainted") != 0);
            return new MessageRow(
                    Columns.uuid(row, "id"),
                    Columns.value(Message.Role.class, row.getString("role")),
                    Columns.instant(row, "at"),
                    part);
        }
    }
}
