package io.mcpagent.adapter.persistence;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.Message.Role;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Commits one transaction after the other, and says the number of each that is committed, until it is killed. */
final class EndlessWriter {
    static final List<MessagePart> PARTS = List.of(
            new MessagePart(Origin.USER, Optional.empty(), "one"),
            new MessagePart(Origin.USER, Optional.empty(), "two"));

    private EndlessWriter() {}

    public static void main(String[] args) {
        var persistence = SqlPersistence.open(new PersistenceSettings(Path.of(args[0])), InstantSource.system());
        var first = 0L;
        while (persistence.conversations().find(conversation(first)).isPresent()) {
            first++;
        }
        for (var i = first; ; i++) {
            commit(persistence, i);
            System.out.println(i);
        }
    }

    private static void commit(SqlPersistence persistence, long number) {
        var id = conversation(number);
        persistence.transactions().write(() -> {
            persistence.conversations().create(new Conversation(id, new UserId("ada"), "Title", Instant.EPOCH));
            persistence
                    .conversations()
                    .append(new Message(new MessageId(id.value()), id, Role.USER, PARTS, Instant.EPOCH));
            persistence.tasks().enqueue(List.of(new Task(new TaskId(id.value()), TaskKind.DRIVE_RUN, id.value())));
        });
    }

    static ConversationId conversation(long number) {
        return new ConversationId(new UUID(0, number));
    }
}
