package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.CancelRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunSummary.Status;
import io.mcpagent.domain.run.StreamPosition;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final String ANSWER = "Bees 🐝 make honey, and wax. [1]";

    private final Machine machine = new Machine();

    @Test
    void handsOverEventsAndTextInOrder() {
        try (var platform = machine.start(ScriptedLlm.answering(request -> ANSWER))) {
            var client = followed(platform, begin(platform), new Client());

            assertThat(client.positions()).isSorted().doesNotHaveDuplicates();
            assertThat(client.text()).isEqualTo(ANSWER);
            assertThat(client.answer()).contains(ANSWER);
            assertThat(client.events().getLast()).isInstanceOf(AnswerCompleted.class);
        }
    }

    @Test
    void aClientThatLeftAnywhereGoesOnWhereItWas() {
        try (var platform = machine.start(ScriptedLlm.silent()
                .thenCalls("Let me see. ", new ToolCall("1", "current_time", Json.object()))
                .thenSays(ANSWER))) {
            var run = begin(platform);
            var whole = followed(platform, run, new Client());
            for (var offset = 0; offset <= ANSWER.length(); offset++) assertGoesOn(platform, run, whole, offset);
        }
    }

    /** From each event on, and from each offset in the last call's text. */
    private static void assertGoesOn(Platform platform, RunId run, Client whole, int offset) {
        for (var at : whole.positions()) {
            var from = new StreamPosition(at.seq(), offset);
            var rest = followed(platform, run, new Client(), from);
            assertThat(rest.positions()).isSorted().doesNotHaveDuplicates().allMatch(next -> next.compareTo(from) > 0);
            assertThat(rest.events())
                    .isEqualTo(whole.events()
                            .subList((int) at.seq(), whole.events().size()));
        }
    }

    @Test
    void hearsTheModelWhileItSpeaksAndNothingTwice() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = begin(platform);
            model.awaitHalt();
            var client = new Client();
            var following = threads.submit(() -> followed(platform, run, client));
            while (client.text().isEmpty()) Thread.onSpinWait();
            assertThat(client.text()).isEqualTo("Bees make ");

            model.goOn();
            following.get();
            assertThat(client.text()).isEqualTo("Bees make honey.");
            assertThat(client.answer()).contains("Bees make honey.");
            assertThat(client.positions()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aClientOfAProcessThatStoppedFoldsToTheAnswerOfTheNext() throws Exception {
        var first = new HaltingLlm("Bees make wax, ", "they say.");
        var client = new Client();
        RunId run;
        try (var platform = machine.start(first);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            run = begin(platform);
            var asked = run;
            var following = threads.submit(() -> followed(platform, asked, client));
            while (client.text().isEmpty()) Thread.onSpinWait();
            platform.driver.close(Duration.ZERO);
            following.cancel(true);
        }
        assertThat(client.text()).isEqualTo("Bees make wax, ");
        machine.letLeasesRunOut();
        try (var platform = machine.start(ScriptedLlm.answering(request -> ANSWER))) {
            assertThat(platform.driver.resumeInterrupted()).isOne();
            followed(platform, run, client, client.last());
        }
        assertThat(client.positions()).isSorted().doesNotHaveDuplicates();
        assertThat(client.events()).hasAtLeastOneElementOfType(ModelAbandoned.class);
        assertThat(client.text()).isEqualTo(ANSWER);
        assertThat(client.answer()).contains(ANSWER);
    }

    @Test
    void cancellingEndsTheRunAndItsCallAtOnce() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = begin(platform);
            var client = new Client();
            var following = threads.submit(() -> followed(platform, run, client));
            while (client.text().isEmpty()) Thread.onSpinWait();

            assertThat(platform.runs.cancel(ADA, run).status()).isEqualTo(Status.CANCELLED);

            following.get();
            assertThat(client.events()).endsWith(new ModelAbandoned(4), new CancelRequested(), new RunCancelled());
            assertThat(platform.runs.cancel(ADA, run).lastSeq()).as("again").isEqualTo(7);
            machine.letLeasesRunOut();
            assertThat(platform.driver.resumeInterrupted()).isZero();
        }
    }

    @Test
    void whoAsksAndWaitsSeesThatSomebodyElseCancelled() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = threads.submit(() -> {
                var result = platform.ask("What do bees make?");
                return Thread.interrupted() ? Optional.<AskResult>empty() : Optional.of(result);
            });
            model.awaitHalt();
            platform.runs.cancel(
                    ADA, platform.runs.runs(ADA, Optional.empty(), 1).getFirst().id());

            assertThat(asking.get())
                    .hasValueSatisfying(result -> assertThat(result.end()).containsInstanceOf(RunCancelled.class));
        }
    }

    @Test
    void aRunWithoutAnybodyToDriveItCanBeCancelled() {
        try (var platform = machine.start()) {
            var request = new AskRequest("What do bees make?", Set.of());
            var run = platform.chat.begin(ADA, request).run();
            followed(platform, run, new Client());
            assertThat(platform.runs.cancel(ADA, run).status()).as("it is over").isEqualTo(Status.COMPLETED);
        }
    }

    @Test
    void isToldWhenNothingHappens() throws Exception {
        var model = new HaltingLlm("Bees make ", "honey.");
        try (var platform = machine.start(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = begin(platform);
            var client = new Client();
            var following = threads.submit(() -> followed(platform, run, client));
            while (client.idleTimes() == 0) Thread.onSpinWait();
            model.goOn();
            following.get();
        }
    }

    @Test
    void nobodyFollowsSomebodyElsesRun() {
        try (var platform = machine.start()) {
            var run = begin(platform);
            assertThatThrownBy(() -> platform.runs.follow(BOB, run, StreamPosition.START, new Client()))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> platform.runs.cancel(BOB, run)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> platform.runs.events(BOB, run)).isInstanceOf(NotFound.class);
            assertThat(platform.runs.runs(BOB, Optional.empty(), 9)).isEmpty();
        }
    }

    @Test
    void aPlaceThatTheRunHasNotComeToIsRefused() {
        try (var platform = machine.start()) {
            var run = begin(platform);
            followed(platform, run, new Client());
            assertThatThrownBy(() -> followed(platform, run, new Client(), new StreamPosition(99, 0)))
                    .isInstanceOf(InvalidRequest.class);
        }
    }

    private static RunId begin(Platform platform) {
        return platform.chat
                .begin(ADA, new AskRequest("What do bees make?", Set.of()))
                .run();
    }

    private static Client followed(Platform platform, RunId run, Client client) {
        return followed(platform, run, client, StreamPosition.START);
    }

    private static Client followed(Platform platform, RunId run, Client client, StreamPosition after) {
        platform.runs.follow(ADA, run, after, client);
        return client;
    }
}
