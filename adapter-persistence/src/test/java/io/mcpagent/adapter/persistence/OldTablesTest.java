package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.SteppingTime;
import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older binary stored is all there when its tables have been made anew. */
class OldTablesTest {
    private static final UUID CONVERSATION = UUID.fromString("01900000-0000-7000-8000-00000000000c");
    private static final UUID RUN = UUID.fromString("01900000-0000-7000-8000-0000000000aa");

    @TempDir
    private Path directory;

    @Test
    void messagesEventsAndTasksStayInTheirOrder() {
        try (var old = Database.sqlite(directory.resolve("mcp-agent.db"))) {
            Flyway.configure()
                    .dataSource(old.forMigrations())
                    .locations("classpath:io/mcpagent/adapter/persistence/migration/sqlite")
                    .target("13")
                    .load()
                    .migrate();
            old.write(OldTablesTest::fill);
        }
        try (var persistence = SqlPersistence.open(new PersistenceSettings(directory), new SteppingTime())) {
            assertThat(persistence.conversations().messages(new ConversationId(CONVERSATION)))
                    .extracting(message -> message.parts().getFirst().text())
                    .containsExactly("What do bees make?", "Honey.");
            assertThat(persistence.runs().read(new RunId(RUN), 0))
                    .extracting(RecordedEvent::seq)
                    .containsExactly(1L, 2L);
            assertThat(persistence.tasks().claim(TaskKind.INGEST_DOCUMENT))
                    .hasValueSatisfying(
                            claim -> assertThat(claim.task().id().value()).isEqualTo(id(1)));
            assertThat(persistence.tasks().claim(TaskKind.INGEST_DOCUMENT))
                    .hasValueSatisfying(claim -> assertThat(claim.attempt()).isEqualTo(4));
        }
    }

    private static boolean fill(Session session) {
        session.update(
                "INSERT INTO conversations (id, owner, created_at) VALUES (?, 'ada', 0)", CONVERSATION.toString());
        // By their ids they were the other way round.
        message(session, id(9), "user", "What do bees make?");
        message(session, id(8), "assistant", "Honey.");
        session.update("INSERT INTO runs VALUES (?, ?, 'ada', 0)", RUN.toString(), CONVERSATION.toString());
        event(session, 2, "model.called", "{\"model\":\"main/mock\"}");
        event(session, 1, "passages.retrieved", "{\"passages\":[]}");
        task(session, id(1), 0);
        task(session, id(2), 3);
        return true;
    }

    private static void message(Session session, UUID id, String role, String text) {
        session.update(
                "INSERT INTO messages (id, conversation_id, role, at) VALUES (?, ?, ?, 0)",
                id.toString(),
                CONVERSATION.toString(),
                role);
        session.update(
                "INSERT INTO message_parts (message_id, ordinal, origin, text) VALUES (?, 0, 'user', ?)",
                id.toString(),
                text);
    }

    private static void event(Session session, int seq, String kind, String payload) {
        session.update(
                "INSERT INTO run_events (run_id, seq, kind, version, at, payload) VALUES (?, ?, ?, 1, 0, ?)",
                RUN.toString(),
                seq,
                kind,
                payload);
    }

    private static void task(Session session, UUID id, int attempt) {
        session.update(
                "INSERT INTO tasks (id, kind, subject, attempt) VALUES (?, 'ingest_document', ?, ?)",
                id.toString(),
                RUN.toString(),
                attempt);
    }

    private static UUID id(int number) {
        return UUID.fromString("01900000-0000-7000-8000-%012d".formatted(number));
    }
}
