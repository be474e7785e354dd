package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.run.Approvals.agent;
import static io.mcpagent.application.run.Approvals.ask;
import static io.mcpagent.application.run.Approvals.kinds;
import static io.mcpagent.application.run.Approvals.results;
import static io.mcpagent.application.run.Approvals.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ResultKept;
import io.mcpagent.domain.run.RunEvent.RunTainted;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolReach;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Results of tools that are too long to be shown. */
class LongResultsTest {
    private static final ToolCall DUMP = new ToolCall("1", "dump", Json.object());
    /** Lines of ten characters. */
    private static final String LONG =
            IntStream.range(0, 10_000).mapToObj("line %04d\n"::formatted).collect(Collectors.joining());

    private final Machine machine = new Machine();
    private final ScriptedLlm model = ScriptedLlm.silent();

    LongResultsTest() {
        machine.tools.saying("dump", ToolEffect.READS, LONG);
        agent(machine, ToolPolicy.DEFAULT, "dump", "ping");
    }

    @Test
    void theBeginningIsShownAndTheRestIsReadByItsHandle() {
        model.thenCalls("", DUMP)
                .thenCalls(
                        "",
                        read("1", Json.object().with("offset", Json.of(10_000)).with("length", Json.of(20))))
                .thenSays("Read.");
        try (var platform = machine.start(model)) {
            var log = ask(platform);

            var shown = results(model.requests().get(1)).getFirst();
            assertThat(shown)
                    .startsWith("line 0000\n")
                    .hasSizeLessThan(10_300)
                    .endsWith(
                            "line 0999\n\n[the first 10000 of 100000 characters; all are kept as the result 1: read_result reads on at any offset, or finds a text in it]");
            assertThat(offered(0)).containsExactly("dump", "ping");
            assertThat(offered(1)).containsExactly("dump", "ping", "read_result");
            assertThat(results(model.requests().get(2)).getLast())
                    .isEqualTo(
                            "[characters 10000 to 10020 of 100000; it goes on at offset 10020]\nline 1000\nline 1001\n");
            assertThat(kinds(log)).containsSubsequence("ToolRequested", "ResultKept", "ToolFinished");
            assertThat(state(log).kept()).containsExactly(new ResultKept("1", 100_000));
        }
    }

    @Test
    void aTextIsFoundInIt() {
        model.thenCalls("", DUMP)
                .thenCalls("", read("1", Json.object().with("find", Json.of("LINE 777"))))
                .thenSays("Read.");
        try (var platform = machine.start(model)) {
            ask(platform);

            assertThat(results(model.requests().getLast()).getLast())
                    .startsWith("[at offset 77700]\n")
                    .contains("line 7771");
        }
    }

    @Test
    void aFailureThatIsLongIsKeptToo() {
        machine.tools.with("dump", ToolEffect.READS, invocation -> new ToolOutcome.Failed(LONG));
        model.thenCalls("", DUMP)
                .thenCalls("", read("1", Json.object().with("offset", Json.of(99_990))))
                .thenSays("Read.");
        try (var platform = machine.start(model)) {
            ask(platform);

            assertThat(results(model.requests().getLast()).getLast()).endsWith("line 9999\n");
        }
    }

    @Test
    void whatFitsIsShownWhole() {
        var fits = "x".repeat(30_000);
        machine.tools.saying("dump", ToolEffect.READS, fits);
        model.thenCalls("", DUMP).thenSays("Read.");
        try (var platform = machine.start(model)) {
            assertThat(kinds(ask(platform))).doesNotContain("ResultKept");
            assertThat(results(model.requests().getLast())).containsExactly(fits);
        }
    }

    @Test
    void ofAVeryLongOneAMillionCharactersAreKept() {
        machine.tools.saying("dump", ToolEffect.READS, "x".repeat(3_000_000));
        model.thenCalls("", DUMP)
                .thenCalls("", read("1", Json.object().with("offset", Json.of(1_000_000))))
                .thenSays("Read.");
        try (var platform = machine.start(model)) {
            ask(platform);

            assertThat(results(model.requests().getLast()).getLast())
                    .endsWith("[cut: the first 1000000 of 3000000 characters]");
        }
    }

    @Test
    void aRunKeepsNoMoreThanItHasRoomFor() {
        machine.tools.saying("dump", ToolEffect.READS, "x".repeat(900_000));
        for (var n = 0; n < 9; n++)
            model.thenCalls("", new ToolCall("c" + n, "dump", Json.object().with("n", Json.of(n))));
        model.thenSays("Read.");
        try (var platform = machine.start(model)) {
            var kept = state(ask(platform)).kept();

            assertThat(kept).hasSize(8);
            assertThat(results(model.requests().getLast()).getLast())
                    .hasSizeLessThan(30_100)
                    .endsWith("[cut: the first 30000 of 900000 characters]");
        }
    }

    @Test
    void anotherRunCannotReadIt() {
        model.thenCalls("", DUMP).thenSays("Read.");
        model.thenCalls("", read("1", Json.object())).thenSays("No.");
        model.thenCalls("", new ToolCall("2", "dump", Json.object()))
                .thenCalls("", read("1", Json.object()))
                .thenSays("No.");
        try (var platform = machine.start(model)) {
            ask(platform);
            ask(platform);
            assertThat(results(model.requests().getLast()).getFirst()).startsWith("There is no tool named read_result");
            ask(platform);
            assertThat(results(model.requests().getLast()).getLast()).isEqualTo("This run has no result 1; it has 2.");
        }
    }

    @Test
    void itIsDeletedWithItsSession() {
        model.thenCalls("", DUMP).thenSays("Read.");
        try (var platform = machine.start(model)) {
            var log = ask(platform);
            var run = log.getFirst().run();
            assertThat(platform.runPorts.results().find(run, "1")).contains(LONG);

            platform.conversations.delete(
                    ADA, state(log).started().orElseThrow().conversation());

            assertThat(platform.runPorts.results().find(run, "1")).isEmpty();
        }
    }

    @Test
    void itIsThereAfterAKill() {
        for (var fatal = 1; fatal < 1_000; fatal++) {
            var killedMachine = new Machine();
            killedMachine.tools.saying("dump", ToolEffect.READS, LONG);
            agent(killedMachine, ToolPolicy.DEFAULT, "dump");
            var kill = new KillSwitch(fatal);
            try (var platform = killedMachine.start(reading(), kill)) {
                platform.ask("What is at the end?");
            } catch (Killed expected) {
                assertThat(kill.wentOff()).isTrue();
            }
            var resumed = reading();
            try (var platform = killedMachine.start(resumed)) {
                killedMachine.letLeasesRunOut();
                platform.driver.resumeInterrupted();
                var log = log(killedMachine, platform.runPorts);
                if (!log.isEmpty()) assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
                if (!resumed.requests().isEmpty())
                    assertThat(results(resumed.requests().getLast()).getLast())
                            .as("killed at call " + fatal)
                            .endsWith("line 9999\n");
            }
            if (!kill.wentOff()) return;
        }
    }

    @Test
    void whatIsReadByItsHandleIsAsTrustedAsTheToolItCameFrom() {
        model.thenCalls("", DUMP).thenCalls("", read("1", Json.object())).thenSays("Read.");
        try (var platform = machine.start(model)) {
            assertThat(state(ask(platform)).isTainted()).isFalse();
        }
    }

    @Test
    void trustThatIsTakenAwayCountsForWhatIsReadOnToo() {
        var calls = new int[1];
        var scripted = ScriptedLlm.calling(
                request -> switch (calls[0]++) {
                    case 0 -> List.of(DUMP);
                    case 1 -> {
                        machine.tools.with(
                                "dump",
                                ToolEffect.READS,
                                ToolReach.OPEN,
                                false,
                                invocation -> new ToolOutcome.Succeeded(LONG));
                        yield List.of(read("1", Json.object()));
                    }
                    default -> List.of();
                },
                request -> "Read.");
        try (var platform = machine.start(scripted)) {
            assertThat(ask(platform)).extracting(RecordedEvent::event).contains(new RunTainted(Origin.TOOL, "dump"));
        }
    }

    @Test
    void whatDocumentsSayIsNotKept() {
        IntStream.range(0, 200)
                .forEach(n -> machine.put("%03d-%s.md".formatted(n, "long".repeat(50)), "Bees make honey."));
        machine.agents.clear();
        agent(machine, ToolPolicy.DEFAULT, "list_documents");
        model.thenCalls("", new ToolCall("1", "list_documents", Json.object())).thenSays("Read.");
        try (var platform = machine.start(model)) {
            platform.sync();

            assertThat(kinds(ask(platform))).doesNotContain("ResultKept");
            assertThat(results(model.requests().getLast()).getFirst()).contains("[cut: the first 30000 of ");
        }
    }

    /** Reads the end of what it dumped. */
    private static ScriptedLlm reading() {
        return ScriptedLlm.calling(
                request -> switch (results(request).size()) {
                    case 0 -> List.of(DUMP);
                    case 1 -> List.of(read("1", Json.object().with("offset", Json.of(99_900))));
                    default -> List.of();
                },
                request -> "Read.");
    }

    private static List<RecordedEvent> log(Machine machine, RunPorts ports) {
        return machine.issued().stream()
                .map(id -> ports.runs().read(new RunId(id), 0))
                .filter(log -> !log.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<String> offered(int request) {
        return model.requests().get(request).tools().stream()
                .map(ToolDefinition::name)
                .toList();
    }

    private static ToolCall read(String result, Json.Obj arguments) {
        return new ToolCall("r" + result, "read_result", arguments.with("result", Json.of(result)));
    }
}
