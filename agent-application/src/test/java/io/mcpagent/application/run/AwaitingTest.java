package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunSummary.Status;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AwaitingTest {
    private static final AskRequest QUESTION = new AskRequest("What do bees make?", Set.of());

    private final Machine machine = new Machine();

    @Test
    void whoWaitsGetsTheLogAsItIsStored() {
        try (var platform = machine.start(ScriptedLlm.answering(request -> "Bees make honey."))) {
            var result = platform.chat.await(ADA, QUESTION);

            assertThat(result.answer())
                    .hasValueSatisfying(end -> assertThat(end.answer()).isEqualTo("Bees make honey."));
            assertThat(result.events()).isEqualTo(platform.runs.events(ADA, result.run()));
        }
    }

    @Test
    void aQuestionThatIsAskedAgainIsAnsweredByTheSameRun() {
        try (var platform = machine.start(ScriptedLlm.answering(request -> "Bees make honey."))) {
            var once = QUESTION.once(new IdempotencyKey("bees"));
            var first = platform.chat.await(ADA, once);

            assertThat(platform.chat.await(ADA, once)).isEqualTo(first);
        }
    }

    @Test
    void anInterruptLeavesTheRunToWhoeverTakesItUpNext() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> isInterrupted(platform));
            model.awaitHalt();
            threads.shutdownNow();
            assertThat(waiting.get()).isTrue();
        }
        machine.letLeasesRunOut();
        try (var next = machine.start(ScriptedLlm.answering(request -> "Bees make honey."))) {
            assertThat(next.runs.find(ADA, onlyRun(next)).status()).isEqualTo(Status.RUNNING);
            next.driver.resumeInterrupted();
            assertThat(next.runs.find(ADA, onlyRun(next)).status()).isEqualTo(Status.COMPLETED);
        }
    }

    @Test
    void anInterruptOfWhoAsksCancelsTheRun() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = threads.submit(() -> platform.chat.ask(ADA, QUESTION));
            model.awaitHalt();
            threads.shutdownNow();

            assertThat(asking.get().end()).containsInstanceOf(RunCancelled.class);
        }
    }

    @Test
    void whoWaitsSeesThatSomebodyElseCancelled() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> platform.chat.await(ADA, QUESTION));
            model.awaitHalt();
            platform.runs.cancel(ADA, onlyRun(platform));

            assertThat(waiting.get().end()).containsInstanceOf(RunCancelled.class);
        }
    }

    private static boolean isInterrupted(Platform platform) {
        try {
            platform.chat.await(ADA, QUESTION);
            return false;
        } catch (CancellationException interrupted) {
            return Thread.currentThread().isInterrupted();
        }
    }

    private static RunId onlyRun(Platform platform) {
        return platform.runs.runs(ADA, Optional.empty(), 1).getFirst().id();
    }
}
