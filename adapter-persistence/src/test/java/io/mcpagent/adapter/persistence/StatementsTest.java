package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.transaction.Dialect;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.document.SampleDocuments;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often each step of the use cases goes to the database, which over a network is what it costs. */
class StatementsTest {
    private final CountingIds ids = new CountingIds();
    private final SteppingTime time = new SteppingTime();
    private final CountedStatements statements = new CountedStatements();

    @TempDir
    private Path directory;

    private Optional<SqlPersistence> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(SqlPersistence::close);
    }

    /** As an ask without tools commits it: the question, the call of the model, its reply and the end. */
    @ParameterizedTest
    @EnumSource
    void aTurnHasThreeCommitsOfAFewStatements(Dialect dialect) {
        var records = open(dialect);
        var task = new Task(new TaskId(ids.next()), TaskKind.DRIVE_RUN, ids.next());
        var run = new RunId(task.subject());
        var conversation = new Conversation(new ConversationId(ids.next()), new UserId("ada"), "Title", time.instant());

        var lease = records.transactions().write(() -> {
            records.conversations().create(conversation);
            records.conversations().append(message(conversation));
            var claim = records.tasks().enqueueClaimed(task);
            var started = new RunStarted(conversation.id(), conversation.owner(), "Why?", Set.of());
            records.runs().append(claim, RecordedEvent.after(run, 0, time.instant(), List.of(started)));
            return claim;
        });
        assertThat(statements.taken()).as("the question").hasSizeLessThanOrEqualTo(9);

        records.runs()
                .append(lease, RecordedEvent.after(run, 1, time.instant(), List.of(new ModelCalled("extractive"))));
        assertThat(statements.taken()).as("the call").hasSizeLessThanOrEqualTo(3);

        records.transactions().write(() -> {
            records.runs()
                    .append(
                            lease,
                            RecordedEvent.after(
                                    run, 2, time.instant(), List.of(new ModelAbandoned(2), new RunCancelled())));
            records.conversations().append(message(conversation));
            records.tasks().finish(lease);
        });
        assertThat(statements.taken()).as("the end").hasSizeLessThanOrEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDoneAgainAndAgainIsOneStatement(Dialect dialect) {
        var records = open(dialect);
        records.tasks().enqueue(List.of(new Task(new TaskId(ids.next()), TaskKind.DRIVE_RUN, ids.next())));
        statements.taken();

        var claim = records.tasks().claim(TaskKind.DRIVE_RUN).orElseThrow();
        assertThat(statements.taken()).as("a claim").hasSize(1);
        records.tasks().heartbeat(claim);
        assertThat(statements.taken()).as("a heartbeat").hasSize(1);
        records.runs().read(new RunId(claim.task().subject()), 0);
        assertThat(statements.taken()).as("a look at the log").hasSize(1);
        records.collections().all();
        assertThat(statements.taken()).as("the collections").hasSize(1);
        records.tasks().finish(claim);
        assertThat(statements.taken()).as("the end of a task").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentIsWrittenInAsManyStatementsHoweverManyChunksItHas(Dialect dialect) {
        var records = open(dialect);
        var collection = SampleDocuments.collection(ids, "manuals");
        records.collections().save(collection);
        var document = SampleDocuments.queued(ids, collection.id(), "a.md");
        statements.taken();

        records.documents().save(List.of(document));
        assertThat(statements.taken()).as("the document").hasSize(1);
        var texts = IntStream.range(0, 400).mapToObj(i -> "text " + i).toArray(String[]::new);
        records.documents().replaceChunks(document.id(), SampleDocuments.chunks(document, texts));
        assertThat(statements.taken()).as("its chunks").hasSize(3);
    }

    private SqlPersistence open(Dialect dialect) {
        var server = Stream.of(dialect)
                .filter(Dialect.POSTGRESQL::equals)
                .map(postgres -> EmbeddedServer.newDatabase())
                .findFirst();
        var settings = new PersistenceSettings(directory, PersistenceSettings.DEFAULT_LEASE, server);
        var persistence = SqlPersistence.open(settings, time, statements::around);
        open = Optional.of(persistence);
        statements.taken();
        return persistence;
    }

    private Message message(Conversation conversation) {
        var part = new MessagePart(Origin.USER, Optional.empty(), "Why?");
        return new Message(
                new MessageId(ids.next()), conversation.id(), Message.Role.USER, List.of(part), Instant.EPOCH);
    }
}
