package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunSummary.Status;
import io.mcpagent.domain.run.StreamPosition;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InboxServiceTest {
    private static final InputAnswer DONE = new InputAnswer.TakeAsDone("It was sent.");

    private final Machine machine = ToolRunIsKilledTest.parkedMachine(1);

    @Test
    void aPersonsAnswerLetsTheRunGoOn() {
        try (var platform = machine.start(ScriptedLlm.answering(request -> "Done."))) {
            var entry = platform.inbox.waiting(ADA).getFirst();
            assertThat(entry.request())
                    .isInstanceOfSatisfying(
                            UnknownOutcome.class,
                            unknown -> assertThat(unknown.call().tool()).isEqualTo("send"));

            var run = platform.inbox.answer(ADA, entry.request().id(), DONE);

            var client = new Client();
            platform.runs.follow(ADA, run, StreamPosition.START, client);
            if (client.events().getLast() instanceof RunParked) platform.runs.follow(ADA, run, client.last(), client);
            assertThat(client.events().getLast()).isInstanceOf(AnswerCompleted.class);
            assertThat(platform.inbox.waiting(ADA)).isEmpty();
        }
    }

    @Test
    void nobodyAnswersTwiceOrForSomebodyElse() {
        try (var platform = machine.start(ScriptedLlm.answering(request -> "Done."))) {
            var id = platform.inbox.waiting(ADA).getFirst().request().id();
            assertThat(platform.inbox.waiting(BOB)).isEmpty();
            assertThatThrownBy(() -> platform.inbox.answer(BOB, id, DONE)).isInstanceOf(NotFound.class);
            platform.inbox.accept(ADA, id, DONE);
            assertThatThrownBy(() -> platform.inbox.accept(ADA, id, DONE)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void cancellingAParkedRunEmptiesTheInbox() {
        try (var platform = machine.start(ScriptedLlm.silent())) {
            var run = platform.inbox.waiting(ADA).getFirst().run();
            assertThat(platform.runs.find(ADA, run).status()).isEqualTo(Status.PARKED);

            platform.runs.cancel(ADA, run);

            assertThat(platform.inbox.waiting(ADA)).isEmpty();
            assertThat(platform.runs.events(ADA, run).getLast().event()).isInstanceOf(RunCancelled.class);
        }
    }

    @Test
    void whoFollowsAParkedRunMayWaitForItToGoOn() throws Exception {
        try (var platform = machine.start(ScriptedLlm.answering(request -> "Done."));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var entry = platform.inbox.waiting(ADA).getFirst();
            var client = new Client().patient();
            var following = threads.submit(() -> platform.runs.follow(ADA, entry.run(), StreamPosition.START, client));
            while (client.events().stream().noneMatch(RunParked.class::isInstance)) Thread.onSpinWait();

            platform.inbox.answer(ADA, entry.request().id(), DONE);

            following.get();
            assertThat(client.events().getLast()).isInstanceOf(AnswerCompleted.class);
        }
    }

    @Test
    void whoFollowsAParkedRunNeedNotWait() {
        try (var platform = machine.start(ScriptedLlm.silent())) {
            var run = platform.inbox.waiting(ADA).getFirst().run();
            var client = new Client();
            platform.runs.follow(ADA, run, StreamPosition.START, client);
            assertThat(client.events().getLast()).isInstanceOf(RunParked.class);
            platform.runs.follow(ADA, run, client.last(), new Client());
        }
    }
}
