package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Interposer;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.agent.Router;
import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunDriverTest {
    private final UpstreamFailure overloaded =
            new UpstreamFailure("model_overloaded", "The model has too much to do. Try again.", true);
    private static final Router.Choice ASSISTANT = new Router.Choice(Agents.ASSISTANT, "it was asked for");

    private final Machine machine = new Machine();

    @Test
    void recordsEachStepOfARunThatGoesWell() {
        try (var platform = platform(ScriptedLlm.silent().thenSays("Honey. [1]"))) {
            var log = platform.driver.drive(start(platform));

            assertThat(kinds(log))
                    .containsExactly(
                            RunStarted.class,
                            AgentSelected.class,
                            PassagesRetrieved.class,
                            RunTainted.class,
                            ModelCalled.class,
                            ModelReplied.class,
                            AnswerCompleted.class);
            assertThat(platform.runPorts.tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
        }
    }

    @Test
    void showsTheModelThePassagesThatTheLogHolds() {
        var model = ScriptedLlm.silent().thenSays("Honey. [1]");
        try (var platform = platform(model)) {
            var log = platform.driver.drive(start(platform));

            assertThat(log.get(2).event())
                    .isEqualTo(new PassagesRetrieved(model.requests().getFirst().passages()));
            assertThat(model.requests().getFirst().passages()).isNotEmpty();
        }
    }

    @Test
    void whoeverLostTheLeaseAppendsNothing() {
        var model = ScriptedLlm.silent();
        try (var platform = platform(model)) {
            var started = start(platform);
            stealLease(platform);

            assertThatThrownBy(() -> platform.driver.drive(started))
                    .isInstanceOfSatisfying(
                            Conflict.class,
                            failure -> assertThat(failure.code()).isEqualTo("stale_lease"));
            assertThat(kinds(log(platform, started))).containsExactly(RunStarted.class, AgentSelected.class);
            assertThat(model.requests()).isEmpty();
        }
    }

    @Test
    void whoeverLosesTheLeaseDuringTheCallLeavesTheEndToTheOther() {
        var platforms = new Platform[1];
        var claims = new Claim[1];
        var model = ScriptedLlm.answering(request -> {
            if (claims[0] == null) claims[0] = stealLease(platforms[0]);
            return "Honey, says the " + (claims[0].token() == 2 ? "model" : "nobody") + ". [1]";
        });
        try (var platform = platform(model)) {
            platforms[0] = platform;
            var started = start(platform);

            assertThatThrownBy(() -> platform.driver.drive(started)).isInstanceOf(Conflict.class);
            assertThat(kinds(log(platform, started)))
                    .containsExactly(
                            RunStarted.class,
                            AgentSelected.class,
                            PassagesRetrieved.class,
                            RunTainted.class,
                            ModelCalled.class);

            assertThat(kinds(platform.driver.drive(
                            new Started(started.run(), claims[0], log(platform, started), Optional.of(Platform.ADA)))))
                    .containsExactly(
                            RunStarted.class,
                            AgentSelected.class,
                            PassagesRetrieved.class,
                            RunTainted.class,
                            ModelCalled.class,
                            ModelAbandoned.class,
                            ModelCalled.class,
                            ModelReplied.class,
                            AnswerCompleted.class);
        }
    }

    @Test
    void aFailureOfTheModelEndsTheRunWithItsCode() {
        try (var platform = platform(ScriptedLlm.silent().thenFails("Hon", overloaded))) {
            var log = platform.driver.drive(start(platform));

            assertThat(kinds(log))
                    .containsExactly(
                            RunStarted.class,
                            AgentSelected.class,
                            PassagesRetrieved.class,
                            RunTainted.class,
                            ModelCalled.class,
                            ModelAbandoned.class,
                            RunFailed.class);
            assertThat(log.getLast().event()).isEqualTo(RunFailed.of(overloaded));
            assertThat(platform.driver.resumeInterrupted()).isZero();
        }
    }

    @Test
    void anInterruptCancelsTheRun() {
        var model = ScriptedLlm.answering(request -> {
            Thread.currentThread().interrupt();
            return "Never heard.";
        });
        try (var platform = platform(model)) {
            var log = platform.driver.drive(start(platform));

            assertThat(Thread.interrupted())
                    .as("still to be seen by the caller")
                    .isTrue();
            assertThat(log.getLast().event()).isEqualTo(new RunCancelled());
        }
    }

    @Test
    void aProgrammersMistakeEndsTheRunAndIsNotHidden() {
        var mistake = new IllegalStateException("a bug");
        var model = ScriptedLlm.answering(request -> {
            throw mistake;
        });
        try (var platform = platform(model)) {
            var started = start(platform);

            assertThatThrownBy(() -> platform.driver.drive(started)).isSameAs(mistake);
            assertThat(log(platform, started).getLast().event())
                    .isInstanceOfSatisfying(
                            RunFailed.class, failed -> assertThat(failed.code()).isEqualTo("internal_error"));
        }
    }

    @Test
    void aFailureOfTheStorageWhileARunFailsIsNotHidden() {
        var full = new UpstreamFailure("disk_full", "The disk is full. Make room.", false);
        try (var platform = machine.start(ScriptedLlm.silent().thenFails("", overloaded), refusingEnds(full))) {
            var started = start(platform);

            assertThatThrownBy(() -> platform.driver.drive(started))
                    .isSameAs(full)
                    .hasSuppressedException(overloaded);
            assertThat(kinds(log(platform, started))).endsWith(ModelCalled.class);
        }
    }

    @Test
    void drivesWhatOthersLeftToItsEnd() {
        var model = ScriptedLlm.answering(request -> "Honey. [1]");
        try (var platform = platform(model)) {
            var left = List.of(start(platform), start(platform), start(platform));
            assertThat(platform.driver.resumeInterrupted())
                    .as("held by the living")
                    .isZero();
            machine.letLeasesRunOut();

            assertThat(platform.driver.resumeInterrupted()).isEqualTo(3);
            assertThat(left)
                    .allSatisfy(started ->
                            assertThat(log(platform, started).getLast().event()).isInstanceOf(AnswerCompleted.class));
            assertThat(platform.driver.resumeInterrupted()).isZero();
        }
    }

    @Test
    void asksNothingOfCollectionsThatTheOwnerMayNotRead() {
        var model = ScriptedLlm.silent().thenSays(ExtractiveLlm.NOTHING_FOUND);
        try (var platform = platform(model)) {
            var all = platform.scopes.named(ADA, Set.of());
            var started = start(platform, Platform.BOB, all);

            var log = platform.driver.drive(started);

            assertThat(log.get(2).event()).isEqualTo(new PassagesRetrieved(List.of()));
            assertThat(log.getLast().event())
                    .isInstanceOfSatisfying(
                            AnswerCompleted.class,
                            answer -> assertThat(answer.answered()).isFalse());
        }
    }

    private Platform platform(LlmPort model) {
        machine.put("bees.md", "Bees make honey. Wasps do not.");
        var platform = machine.start(model);
        platform.sync();
        return platform;
    }

    private Started start(Platform platform) {
        return start(platform, ADA, platform.scopes.named(ADA, Set.of()));
    }

    private Started start(Platform platform, Caller caller, SearchScope scope) {
        var work = new RunDriver.Assignment(
                conversation(platform), List.of(), "What do bees make?", scope, ASSISTANT, Optional.empty());
        var started = platform.driver.starts().prepared(caller, work);
        platform.runPorts.transactions().write(() -> platform.driver.starts().store(started));
        return started;
    }

    private ConversationId conversation(Platform platform) {
        var id = new ConversationId(machine.ids().next());
        platform.runPorts.conversations().create(new Conversation(id, ADA.user(), "Title", machine.time.instant()));
        return id;
    }

    private Claim stealLease(Platform platform) {
        machine.letLeasesRunOut();
        return platform.runPorts.tasks().claim(TaskKind.DRIVE_RUN).orElseThrow();
    }

    private static List<RecordedEvent> log(Platform platform, Started started) {
        return platform.runPorts.runs().read(started.run(), 0);
    }

    private static List<Class<?>> kinds(List<RecordedEvent> log) {
        return log.stream().<Class<?>>map(event -> event.event().getClass()).toList();
    }

    private static Interposer refusingEnds(UpstreamFailure failure) {
        return new Interposer() {
            @Override
            public <T> T between(Class<T> port, T real) {
                return port == RunRepository.class ? port.cast(refusingEnds((RunRepository) real, failure)) : real;
            }
        };
    }

    private static RunRepository refusingEnds(RunRepository real, UpstreamFailure failure) {
        return new RunRepository() {
            @Override
            public void append(Claim lease, List<RecordedEvent> events) {
                if (events.getLast().event() instanceof RunFailed) throw failure;
                real.append(lease, events);
            }

            @Override
            public List<RecordedEvent> read(RunId run, long after) {
                return real.read(run, after);
            }

            @Override
            public Optional<RunSummary> find(RunId run) {
                return real.find(run);
            }

            @Override
            public List<RunSummary> of(UserId owner, Optional<RunId> before, int limit) {
                return real.of(owner, before, limit);
            }

            @Override
            public List<RunSummary> in(ConversationId conversation) {
                return real.in(conversation);
            }

            @Override
            public void deleteOf(ConversationId conversation) {
                real.deleteOf(conversation);
            }
        };
    }
}
