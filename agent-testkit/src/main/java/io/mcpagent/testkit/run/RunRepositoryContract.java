package io.mcpagent.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import io.mcpagent.domain.run.PastTurn;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.CancelRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.SteppingTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every run log must do. */
public interface RunRepositoryContract {
    RunRepository runs();

    TaskQueuePort tasks();

    TransactionPort transactions();

    SteppingTime time();

    IdSource ids();

    /** No shorter than the leases of {@link #tasks()}. */
    default Duration lease() {
        return Duration.ofSeconds(30);
    }

    private List<RecordedEvent> append(RunId run, Claim lease, long last, List<RunEvent> events) {
        var recorded = RecordedEvent.after(run, last, time().instant(), events);
        runs().append(lease, recorded);
        return recorded;
    }

    @Test
    default void numbersEventsFromOneWithoutGaps() {
        var lease = aDrivenRun();
        append(run(lease), lease, 0, List.of(started(), new ModelCalled("extractive")));
        time().advance(Duration.ofMillis(5));
        append(run(lease), lease, 2, List.of(reply()));

        var log = runs().read(run(lease), 0);
        assertThat(log).extracting(RecordedEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(log).extracting(RecordedEvent::run).containsOnly(run(lease));
        assertThat(log.getLast().at()).isEqualTo(time().instant());
        assertThat(log.getFirst().at()).isEqualTo(time().instant().minusMillis(5));
    }

    @Test
    default void readsBackEveryKindOfEvent() {
        var lease = aDrivenRun();
        var events = oneOfEach();
        var appended = append(run(lease), lease, 0, events);

        var log = runs().read(run(lease), 0);
        assertThat(log).isEqualTo(appended);
        assertThat(log).extracting(RecordedEvent::event).containsExactlyElementsOf(events);
        assertThat(log)
                .allSatisfy(
                        recorded -> assertThat(recorded.payload()).isEqualTo(RunEventJson.payload(recorded.event())));
    }

    @Test
    default void readsFromANumberOn() {
        var lease = aDrivenRun();
        append(run(lease), lease, 0, List.of(started(), new ModelCalled("extractive"), reply()));

        assertThat(runs().read(run(lease), 1)).extracting(RecordedEvent::seq).containsExactly(2L, 3L);
        assertThat(runs().read(run(lease), 3)).isEmpty();
    }

    @Test
    default void aRunWithoutEventsHasAnEmptyLog() {
        assertThat(runs().read(new RunId(ids().next()), 0)).isEmpty();
    }

    @Test
    default void keepsTheLogsOfRunsApart() {
        var one = aDrivenRun();
        var other = aDrivenRun();
        append(run(one), one, 0, List.of(started()));
        append(run(other), other, 0, List.of(started(), new RunCancelled()));

        assertThat(runs().read(run(one), 0)).hasSize(1);
        assertThat(runs().read(run(other), 0)).hasSize(2);
    }

    @Test
    default void summarisesARunByItsFirstAndItsLastEvent() {
        var lease = aDrivenRun();
        var started = started();
        append(run(lease), lease, 0, List.of(started, new ModelCalled("extractive")));
        var begun = time().instant();
        assertThat(runs().find(run(lease)))
                .contains(new RunSummary(
                        run(lease),
                        started.conversation(),
                        started.owner(),
                        started.question(),
                        begun,
                        RunSummary.Status.RUNNING,
                        2,
                        begun));
        time().advance(Duration.ofMillis(5));
        append(run(lease), lease, 2, List.of(new ModelAbandoned(2), new RunCancelled()));

        assertThat(runs().find(run(lease))).hasValueSatisfying(summary -> {
            assertThat(summary.status()).isEqualTo(RunSummary.Status.CANCELLED);
            assertThat(summary.lastSeq()).isEqualTo(4);
            assertThat(summary.lastAt()).isEqualTo(time().instant());
            assertThat(summary.startedAt()).isEqualTo(begun);
        });
        assertThat(runs().find(new RunId(ids().next()))).isEmpty();
    }

    @Test
    default void listsSomebodysRunsTheNewestFirst() {
        var all = Stream.generate(this::aDrivenRun).limit(3).toList();
        all.forEach(lease -> append(run(lease), lease, 0, List.of(started())));
        var newestFirst =
                all.reversed().stream().map(RunRepositoryContract::run).toList();
        var ada = new UserId("ada");

        assertThat(runs().of(ada, Optional.empty(), 9))
                .extracting(RunSummary::id)
                .isEqualTo(newestFirst);
        assertThat(runs().of(ada, Optional.of(newestFirst.getFirst()), 1))
                .extracting(RunSummary::id)
                .containsExactly(newestFirst.get(1));
        assertThat(runs().of(new UserId("bob"), Optional.empty(), 9)).isEmpty();
    }

    @Test
    default void deletesTheRunsOfAConversation() {
        var gone = aDrivenRun();
        var kept = aDrivenRun();
        var started = started();
        append(run(gone), gone, 0, List.of(started));
        append(run(kept), kept, 0, List.of(started()));

        assertThat(runs().in(started.conversation())).extracting(RunSummary::id).containsExactly(run(gone));
        runs().deleteOf(started.conversation());

        assertThat(runs().in(started.conversation())).isEmpty();

        assertThat(runs().read(run(gone), 0)).isEmpty();
        assertThat(runs().find(run(gone))).isEmpty();
        assertThat(runs().read(run(kept), 0)).hasSize(1);
    }

    @Test
    default void refusesAnAppendWithAStaleLease() {
        var stale = aDrivenRun();
        append(run(stale), stale, 0, List.of(started()));
        time().advance(lease());
        var current = tasks().claim(TaskKind.DRIVE_RUN).orElseThrow();

        assertConflict("stale_lease", () -> append(run(stale), stale, 1, List.of(reply())));
        assertThat(runs().read(run(stale), 0)).hasSize(1);
        append(run(stale), current, 1, List.of(reply()));
        assertThat(runs().read(run(stale), 0)).hasSize(2);
    }

    @Test
    default void refusesAnAppendAfterTheTaskWasCancelled() {
        var lease = aDrivenRun();
        tasks().cancel(TaskKind.DRIVE_RUN, List.of(run(lease).value()));

        assertConflict("stale_lease", () -> append(run(lease), lease, 0, List.of(started())));
    }

    @Test
    default void refusesTheLeaseOfAnotherRunOrOfAnotherKindOfTask() {
        var one = aDrivenRun();
        var other = aDrivenRun();
        var ingesting =
                tasks().enqueueClaimed(new Task(new TaskId(ids().next()), TaskKind.INGEST_DOCUMENT, run(one).value()));

        assertConflict("stale_lease", () -> append(run(one), other, 0, List.of(started())));
        assertConflict("stale_lease", () -> append(run(one), ingesting, 0, List.of(started())));
    }

    @Test
    default void refusesAnAppendWhenTheLogHasGrownMeanwhile() {
        var lease = aDrivenRun();
        append(run(lease), lease, 0, List.of(started()));

        assertConflict("unexpected_seq", () -> append(run(lease), lease, 0, List.of(started())));
        assertConflict("unexpected_seq", () -> append(run(lease), lease, 2, List.of(reply())));
        assertThat(runs().read(run(lease), 0)).hasSize(1);
    }

    @Test
    default void aLogBeginsWithTheStartOfItsRun() {
        var lease = aDrivenRun();
        assertThatThrownBy(() -> append(run(lease), lease, 0, List.of(reply())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(runs().read(run(lease), 0)).isEmpty();
    }

    @Test
    default void anAppendIsPartOfItsTransaction() {
        var lease = aDrivenRun();
        assertThatThrownBy(() -> transactions().write(() -> {
                    append(run(lease), lease, 0, List.of(started()));
                    tasks().finish(lease);
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(runs().read(run(lease), 0)).isEmpty();
        assertThat(tasks().heartbeat(lease)).isTrue();
    }

    private Claim aDrivenRun() {
        return tasks().enqueueClaimed(new Task(new TaskId(ids().next()), TaskKind.DRIVE_RUN, ids().next()));
    }

    private RunStarted started() {
        var first = new CollectionId(ids().next());
        var second = new CollectionId(ids().next());
        return new RunStarted(
                new ConversationId(ids().next()),
                new UserId("ada"),
                "What is \"NUL\" \u0000 in Grüße \uD83D\uDE00?",
                Set.of(first, second),
                List.of(new PastTurn("Before?", "Yes.", false)),
                Optional.of(Set.of(Permission.ASK, Permission.READ)),
                Optional.of(new TraceContext(
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("rojo=1"))));
    }

    private List<RunEvent> oneOfEach() {
        var chunk = new ChunkId(new DocumentId(ids().next()), 3, 7);
        var scores = new Scores(0.1 + 0.2, Optional.of(-0.7), Optional.empty());
        var lines = new Location.Lines(10, 24);
        return List.of(
                started(),
                new QuestionRewritten("What is blue?", "rule", new TokenUsage(3, 1)),
                new PassagesRetrieved(List.of(new Passage(
                        chunk, "a/b.md", Language.ENGLISH, 5, 9, lines, List.of("Top", "Below"), "text", scores))),
                new ModelCalled("extractive"),
                new ModelAbandoned(3),
                new ModelCalled("extractive"),
                reply(),
                new RunFailed("model_unavailable", "It did not answer.", true, Optional.of(Duration.ofSeconds(3))),
                new CancelRequested(),
                new RunCancelled(),
                new AnswerCompleted(
                        "Blue. [1]",
                        true,
                        List.of(new Citation(1, chunk, "a/b.md", new Location.Pages(3, 3), "It is blue.", 1e-9)),
                        new TokenUsage(9_000_000_000L, 2)));
    }

    private static RunId run(Claim lease) {
        return new RunId(lease.task().subject());
    }

    private static RunEvent reply() {
        return new ModelReplied("It is blue. [1]", List.of(), new TokenUsage(12, 4));
    }

    private static void assertConflict(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
