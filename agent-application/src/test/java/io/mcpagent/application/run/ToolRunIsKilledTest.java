package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run that calls a tool which acts, killed at each of its calls of ports in turn. */
class ToolRunIsKilledTest {
    private static final int MORE_THAN_IT_CALLS = 1_000;

    @Test
    void aToolThatActsIsCalledOnceOrAPersonIsAsked() {
        var parked = 0;
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = machine(ToolEffect.ACTS);
            var killed = killedAt(fatal, machine);
            try (var platform = machine.start(model())) {
                var log = resumed(machine, platform);
                if (!log.isEmpty() && log.getLast().event() instanceof RunParked) {
                    parked++;
                    log = answered(machine, platform, log);
                }
                assertThat(machine.tools.invocations())
                        .as("killed at call " + fatal)
                        .hasSizeLessThanOrEqualTo(1);
                assertEnded(log);
            }
            if (!killed) {
                assertThat(fatal).as("calls of ports").isGreaterThan(12);
                assertThat(parked).as("kills around the tool's call").isPositive();
                return;
            }
        }
    }

    @Test
    void aToolThatOnlyReadsIsCalledAgain() {
        var calledTwice = 0;
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = machine(ToolEffect.READS);
            var killed = killedAt(fatal, machine);
            try (var platform = machine.start(model())) {
                assertEnded(resumed(machine, platform));
            }
            var keys = machine.tools.invocations().stream()
                    .map(invocation -> invocation.idempotencyKey())
                    .toList();
            assertThat(Set.copyOf(keys)).hasSizeLessThanOrEqualTo(1);
            calledTwice += keys.size() > 1 ? 1 : 0;
            if (!killed) {
                assertThat(calledTwice).as("kills behind the tool's call").isPositive();
                return;
            }
        }
    }

    @Test
    void aCallThatAPersonWantsAgainIsMadeAgain() {
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = machine(ToolEffect.ACTS);
            killedAt(fatal, machine);
            try (var platform = machine.start(model())) {
                var log = resumed(machine, platform);
                if (log.isEmpty() || !(log.getLast().event() instanceof RunParked)) continue;
                var before = machine.tools.invocations().size();
                var question = state(log).waitingFor().getFirst();

                var started = platform.inbox.accept(ADA, question.id(), new InputAnswer.CallAgain());

                assertEnded(platform.driver.drive(started));
                assertThat(machine.tools.invocations()).hasSize(before + 1);
                return;
            }
        }
        throw new AssertionError("no kill parked the run");
    }

    @Test
    void aProcessThatDiesOverACallMadeAgainAsksAgain() {
        var machine = parkedMachine(1);
        try (var platform = machine.start(model())) {
            var log = log(machine, platform);
            var question = state(log).waitingFor().getFirst();
            // Nobody drives what this starts: the process dies here.
            platform.inbox.accept(ADA, question.id(), new InputAnswer.CallAgain());
        }
        var before = machine.tools.invocations().size();
        try (var platform = machine.start(model())) {
            var log = resumed(machine, platform);

            assertThat(log.getLast().event()).isInstanceOf(RunParked.class);
            assertThat(state(log).waitingFor()).hasSize(1);
            assertThat(machine.tools.invocations()).hasSize(before);
            assertEnded(answered(machine, platform, log));
        }
    }

    @Test
    void waitsForTheAnswerToEachOfSeveralCalls() {
        var machine = parkedMachine(2);
        var before = machine.tools.invocations().size();
        try (var platform = machine.start(model())) {
            var log = answered(machine, platform, log(machine, platform));

            assertThat(log.getLast().event()).isInstanceOf(RunParked.class);
            assertThat(state(log).waitingFor()).hasSize(1);
            assertThat(machine.tools.invocations()).hasSize(before);
            assertEnded(answered(machine, platform, log));
        }
    }

    /** One whose run waits for that many answers. */
    static Machine parkedMachine(int questions) {
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = machine(ToolEffect.ACTS);
            killedAt(fatal, machine, calls(questions));
            try (var platform = machine.start(model())) {
                var log = resumed(machine, platform);
                if (!log.isEmpty() && state(log).waitingFor().size() == questions) return machine;
            }
        }
        throw new AssertionError("no kill parked the run with " + questions + " questions");
    }

    private static List<RecordedEvent> answered(Machine machine, Platform platform, List<RecordedEvent> log) {
        machine.letLeasesRunOut();
        assertThat(platform.driver.resumeInterrupted())
                .as("a parked run is nobody's task")
                .isZero();
        var question = state(log).waitingFor().getFirst();
        var done = new InputAnswer.TakeAsDone("It was sent.");
        return platform.driver.drive(platform.inbox.accept(ADA, question.id(), done));
    }

    private static void assertEnded(List<RecordedEvent> log) {
        if (log.isEmpty()) return; // killed before it was begun
        assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
    }

    private static List<RecordedEvent> resumed(Machine machine, Platform platform) {
        machine.letLeasesRunOut();
        platform.driver.resumeInterrupted();
        return log(machine, platform);
    }

    private static List<RecordedEvent> log(Machine machine, Platform platform) {
        return machine.issued().stream()
                .map(id -> platform.runPorts.runs().read(new RunId(id), 0))
                .filter(log -> !log.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static RunState state(List<RecordedEvent> log) {
        return RunState.of(log.stream().map(RecordedEvent::event));
    }

    private static boolean killedAt(int fatal, Machine machine) {
        return killedAt(fatal, machine, calls(1));
    }

    private static boolean killedAt(int fatal, Machine machine, List<ToolCall> calls) {
        var kill = new KillSwitch(fatal);
        try (var platform = machine.start(wanting(calls), kill)) {
            platform.ask("Send the letter, please?");
        } catch (Killed expected) {
            assertThat(kill.wentOff()).isTrue();
        }
        return kill.wentOff();
    }

    private static List<ToolCall> calls(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new ToolCall("" + n, "send", Json.object().with("to", Json.of("Bob " + n))))
                .toList();
    }

    private static ScriptedLlm model() {
        return wanting(calls(1));
    }

    /** Wants these made until it reads what came of them. */
    private static ScriptedLlm wanting(List<ToolCall> calls) {
        return ScriptedLlm.calling(request -> request.messages().size() > 1 ? List.of() : calls, request -> "Done.");
    }

    private static Machine machine(ToolEffect effect) {
        var machine = new Machine();
        machine.tools.saying("send", effect, "sent");
        machine.agents.add(new Agent(
                new AgentName("assistant"),
                "",
                "",
                Optional.empty(),
                List.of("send"),
                Set.of(),
                List.of(),
                AgentLimits.DEFAULT,
                1));
        return machine;
    }
}
