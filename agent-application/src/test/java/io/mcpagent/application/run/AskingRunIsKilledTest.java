package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.run.Approvals.agent;
import static io.mcpagent.application.run.Approvals.asking;
import static io.mcpagent.application.run.Approvals.call;
import static io.mcpagent.application.run.Approvals.first;
import static io.mcpagent.application.run.Approvals.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolResponse.Asks;
import io.mcpagent.domain.tool.ToolResponse.Lost;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A run that asks a person, killed at each of its calls of ports in turn, before the answer and behind it. */
class AskingRunIsKilledTest {
    private static final int MORE_THAN_IT_CALLS = 1_000;
    private static final Json.Obj CONTENT = Json.object().with("room", Json.of("Blue"));

    @Test
    void anApprovalOutlivesTheProcessAndTheCallIsMadeOnceAtMost() {
        walk(
                AskingRunIsKilledTest::withApproval,
                machine -> assertThat(machine.tools.invocations()).hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void whatAToolAsksOutlivesTheProcessAndItIsAnsweredOnceAtMost() {
        walk(AskingRunIsKilledTest::withQuestions, machine -> {
            var calls = machine.tools.invocations();
            for (var round = 0; round <= 2; round++) {
                var number = round;
                assertThat(calls)
                        .filteredOn(made -> made.rounds().size() == number)
                        .hasSizeLessThanOrEqualTo(1);
            }
            assertThat(calls.stream().map(made -> made.idempotencyKey()).distinct())
                    .hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    void aCallThatIsLostWhileItAsksIsNotMadeAgainUnasked() {
        walk(
                AskingRunIsKilledTest::withALostCall,
                machine -> assertThat(machine.tools.invocations())
                        .noneMatch(ToolInvocation::mayBeginAnew)
                        .filteredOn(made -> made.rounds().isEmpty())
                        .hasSizeLessThanOrEqualTo(1));
    }

    private interface Expectation {
        void check(Machine machine);
    }

    private static void walk(Supplier<Machine> machines, Expectation expectation) {
        var parked = 0;
        var unknown = 0;
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = machines.get();
            var kill = new KillSwitch(fatal);
            try (var platform = machine.start(model(), kill)) {
                toItsEnd(platform, Approvals.ask(platform));
            } catch (Killed expected) {
                assertThat(kill.wentOff()).isTrue();
            }
            try (var platform = machine.start(model())) {
                machine.letLeasesRunOut();
                platform.driver.resumeInterrupted();
                var log = log(machine, platform);
                if (!log.isEmpty()) {
                    parked += log.getLast().event() instanceof RunParked ? 1 : 0;
                    log = toItsEnd(platform, log);
                    assertThat(log.getLast().event())
                            .as("killed at call " + fatal)
                            .isInstanceOf(AnswerCompleted.class);
                    assertThat(platform.inbox.waiting(ADA)).isEmpty();
                    unknown +=
                            state(log).asked().stream().anyMatch(InputRequest.UnknownOutcome.class::isInstance) ? 1 : 0;
                }
                expectation.check(machine);
            }
            if (!kill.wentOff()) {
                assertThat(parked).as("kills while the question waited").isPositive();
                assertThat(unknown).as("kills around the call").isPositive();
                return;
            }
        }
        throw new AssertionError("the run calls more often than that");
    }

    private static List<RecordedEvent> toItsEnd(Platform platform, List<RecordedEvent> parked) {
        var log = parked;
        while (log.getLast().event() instanceof RunParked) {
            log = Approvals.answer(
                    platform,
                    log,
                    switch (first(log)) {
                        case InputRequest.UnknownOutcome unknown -> new InputAnswer.TakeAsDone("It was sent.");
                        case InputRequest.ApproveCall approve -> new InputAnswer.Approve(Optional.empty());
                        case InputRequest.AskedByTool form -> new InputAnswer.Fill(CONTENT);
                    });
        }
        return log;
    }

    private static List<RecordedEvent> log(Machine machine, Platform platform) {
        return machine.issued().stream()
                .map(id -> platform.runPorts.runs().read(new RunId(id), 0))
                .filter(log -> !log.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Machine withApproval() {
        var machine = new Machine();
        machine.tools.saying("send", ToolEffect.ACTS, "sent");
        agent(machine, asking("send"), "send");
        return machine;
    }

    private static Machine withQuestions() {
        var machine = new Machine();
        machine.tools.asking("send", ToolEffect.ACTS, List.of(round("s1"), round("s2")));
        agent(machine, ToolPolicy.DEFAULT, "send");
        return machine;
    }

    private static Machine withALostCall() {
        var machine = new Machine();
        machine.tools.with("send", ToolEffect.ACTS, made -> made.rounds().isEmpty() ? round("s1") : new Lost());
        agent(machine, ToolPolicy.DEFAULT, "send");
        return machine;
    }

    private static Asks round(String state) {
        var schema = Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with("room", Json.object().with("type", Json.of("string"))));
        return new Asks(List.of(new ToolQuestion.Form(state, "Which room?", schema)), Optional.of(state));
    }

    private static ScriptedLlm model() {
        return ScriptedLlm.calling(
                request -> request.messages().size() > 1 ? List.of() : List.of(call("1", "send")), request -> "Done.");
    }
}
