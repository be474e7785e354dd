package io.mcpagent.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of kept results must do. */
public interface KeptResultRepositoryContract {
    KeptResultRepository keptResults();

    RunRepository runs();

    TaskQueuePort tasks();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void keepsAResultAsItIs() {
        var run = aRunOf(new ConversationId(ids().next()));
        var text = "Grüße 🦊 \u0000 \r\n".repeat(50_000);
        keptResults().keep(run, "call_1", text);

        assertThat(keptResults().find(run, "call_1")).contains(text);
    }

    @Test
    default void findsTheResultsOfARunByTheirCallsAlone() {
        var run = aRunOf(new ConversationId(ids().next()));
        var other = aRunOf(new ConversationId(ids().next()));
        keptResults().keep(run, "1", "one");
        keptResults().keep(run, "2", "two");
        keptResults().keep(other, "1", "another");

        assertThat(keptResults().find(run, "1")).contains("one");
        assertThat(keptResults().find(run, "2")).contains("two");
        assertThat(keptResults().find(other, "1")).contains("another");
        assertThat(keptResults().find(other, "2")).isEmpty();
    }

    @Test
    default void aCallThatIsMadeAgainReplacesItsResult() {
        var run = aRunOf(new ConversationId(ids().next()));
        keptResults().keep(run, "1", "first");
        keptResults().keep(run, "1", "second");

        assertThat(keptResults().find(run, "1")).contains("second");
    }

    @Test
    default void deletesResultsWithTheirRun() {
        var conversation = new ConversationId(ids().next());
        var gone = aRunOf(conversation);
        var stays = aRunOf(new ConversationId(ids().next()));
        keptResults().keep(gone, "1", "gone");
        keptResults().keep(stays, "1", "stays");

        runs().deleteOf(conversation);

        assertThat(keptResults().find(gone, "1")).isEmpty();
        assertThat(keptResults().find(stays, "1")).contains("stays");
    }

    @Test
    default void keepsNothingOfATransactionThatFails() {
        var run = aRunOf(new ConversationId(ids().next()));
        try {
            transactions().write(() -> {
                keptResults().keep(run, "1", "lost");
                throw new IllegalStateException("as the lease is stale");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("as the lease is stale");
        }

        assertThat(keptResults().find(run, "1")).isEmpty();
    }

    private RunId aRunOf(ConversationId conversation) {
        var run = new RunId(ids().next());
        var lease = tasks().enqueueClaimed(new Task(new TaskId(ids().next()), TaskKind.DRIVE_RUN, run.value()));
        var started = new RunStarted(conversation, new UserId("ada"), "What?", Set.of());
        runs().append(lease, RecordedEvent.after(run, 0, Instant.EPOCH, List.of(started)));
        return run;
    }
}
