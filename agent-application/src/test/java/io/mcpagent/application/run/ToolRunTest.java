package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.BudgetStopped;
import io.mcpagent.domain.run.RunEvent.BudgetStopped.Limit;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToolRunTest {
    private static final ToolCall PING = call("1", "ping");

    private final Machine machine = new Machine();
    private final ScriptedLlm model = ScriptedLlm.silent();

    @Test
    void callsAToolAndAnswersWithItsResult() {
        agent("ping");
        model.thenCalls("Let me see.", PING).thenSays("It said pong.");

        var log = ask();

        assertThat(kinds(log))
                .containsExactly(
                        RunStarted.class,
                        AgentSelected.class,
                        PassagesRetrieved.class,
                        ModelCalled.class,
                        ModelReplied.class,
                        ToolRequested.class,
                        ToolFinished.class,
                        ModelCalled.class,
                        ModelReplied.class,
                        AnswerCompleted.class);
        assertThat(second().messages())
                .endsWith(new FromModel("Let me see.", List.of(PING)), new FromTool("1", "ping", "pong", false));
        assertThat(completed(log).answered()).isTrue();
    }

    @Test
    void offersTheToolsThatTheAgentNames() {
        agent("ping", "current_time", "made_up");
        model.thenSays("Hello.");

        ask();

        assertThat(model.requests().getFirst().tools())
                .extracting(tool -> tool.name())
                .containsExactly("ping", "current_time");
    }

    @Test
    void makesIndependentCallsSideBySide() {
        agent("meet");
        var barrier = new CyclicBarrier(3);
        machine.tools.with("meet", ToolEffect.READS, invocation -> {
            try {
                return new ToolOutcome.Succeeded("met as number " + barrier.await(10, TimeUnit.SECONDS));
            } catch (Exception alone) {
                return new ToolOutcome.Failed("nobody came");
            }
        });
        model.thenCalls("", call("1", "meet"), call("2", "meet"), call("3", "meet"))
                .thenSays("They met.");

        ask();

        assertThat(results(second()))
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.failed()).isFalse());
    }

    @Test
    void citesWhatAToolFound() {
        machine.put("bees.md", "Bees make honey. Wasps do not.");
        agent("search_passages");
        model.thenCalls("", new ToolCall("1", "search_passages", Json.object().with("query", Json.of("bees"))))
                .thenSays("Bees make honey. [2]");

        var answer = completed(ask());

        assertThat(answer.citations())
                .singleElement()
                .satisfies(citation -> assertThat(citation.quote()).isEqualTo("Bees make honey."));
        assertThat(results(second()).getFirst().text()).startsWith("Found:\n\n[2] bees.md, line 1\nBees make honey.");
    }

    @Test
    void readsADocumentInParts() {
        machine.put("long.md", "Bees make honey in summer and rest in winter.\n\n".repeat(600));
        agent("read_document", "list_documents");
        model.thenCalls(
                        "",
                        call("1", "list_documents"),
                        new ToolCall("2", "read_document", Json.object().with("document", Json.of("long.md"))),
                        new ToolCall("3", "read_document", Json.object().with("document", Json.of("no.md"))))
                .thenSays("Read.");

        ask();

        var results = results(second());
        assertThat(result(results, "1").text()).isEqualTo("long.md");
        assertThat(result(results, "2").text())
                .matches("(?s)long\\.md, parts 1 to \\d+ of \\d+\\. It goes on with part .*");
        assertThat(result(results, "3").failed()).isTrue();
        assertThat(result(results, "3").text()).contains("no.md", "list_documents");
    }

    @Test
    void tellsTheModelOfToolsThatItMayNotCallAndThatThereAreNot() {
        agent("ping");
        machine.tools.saying("send", ToolEffect.ACTS, "sent");
        model.thenCalls("", call("1", "send"), call("2", "imagined")).thenSays("I can't.");

        var log = ask();

        assertThat(kinds(log)).doesNotContain(ToolRequested.class);
        assertThat(results(second()))
                .extracting(FromTool::text)
                .containsExactly(
                        "Not called: the agent may not call send. These may be called: ping.",
                        "There is no tool named imagined. These may be called: ping.");
        assertThat(machine.tools.invocations()).isEmpty();
    }

    @Test
    void tellsTheModelWhatBroke() {
        agent("broken", "away");
        machine.tools.with("broken", ToolEffect.READS, invocation -> {
            throw new IllegalStateException("a bug");
        });
        machine.tools.with("away", ToolEffect.READS, invocation -> {
            throw new UpstreamFailure("server_gone", "The tool server went away.", true);
        });
        model.thenCalls("", call("1", "broken"), call("2", "away")).thenSays("It broke.");

        ask();

        assertThat(result(results(second()), "1").text()).contains("a bug");
        assertThat(result(results(second()), "2").text()).isEqualTo("The tool server went away.");
    }

    @Test
    void callsOfOneIdAreToldApart() {
        agent("ping");
        model.thenCalls("", PING, PING).thenCalls("", PING).thenSays("Pong thrice.");

        ask();

        assertThat(machine.tools.invocations())
                .extracting(invocation -> invocation.idempotencyKey())
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void aModelThatFloodsWithCallsEndsTheRunBeforeAnythingIsCalled() {
        agent("ping");
        var flood =
                IntStream.range(0, 20_000).mapToObj(n -> call("" + n, "ping")).toArray(ToolCall[]::new);
        model.thenCalls("", flood);

        var log = ask();

        assertThat(log.getLast().event())
                .isInstanceOfSatisfying(
                        RunFailed.class, failed -> assertThat(failed.code()).isEqualTo("model_calls_too_many"));
        assertThat(machine.tools.invocations()).isEmpty();
    }

    @Test
    void asksForTheAnswerAtTheLastStep() {
        agent(new AgentLimits(2, Duration.ofMinutes(1)), "ping");
        model.thenCalls("", PING).thenSays("Enough.");

        var log = ask();

        assertThat(events(log)).contains(new BudgetStopped(Limit.STEPS));
        assertThat(model.requests().getFirst().tools()).isNotEmpty();
        assertThat(second().tools()).isEmpty();
        assertThat(completed(log).answer()).isEqualTo("Enough.");
    }

    @Test
    void aModelThatCallsOnWithoutBeingOfferedToolsIsTakenAtItsWord() {
        agent(new AgentLimits(1, Duration.ofMinutes(1)), "ping");
        model.thenCalls("That is all.", PING);

        assertThat(completed(ask()).answer()).isEqualTo("That is all.");
        assertThat(machine.tools.invocations()).isEmpty();
    }

    @Test
    void stopsWhatRepeatsItself() {
        agent("ping");
        model.thenCalls("", PING).thenCalls("", PING).thenCalls("", PING).thenSays("Still pong.");

        var log = ask();

        assertThat(events(log)).contains(new BudgetStopped(Limit.REPETITION));
        assertThat(model.requests().getLast().tools()).isEmpty();
    }

    @Test
    void stopsWhenItsTimeIsUp() {
        agent(new AgentLimits(9, Duration.ofMinutes(1)), "slow");
        machine.tools.with("slow", ToolEffect.READS, invocation -> {
            machine.time.advance(Duration.ofMinutes(2));
            return new ToolOutcome.Succeeded("done");
        });
        model.thenCalls("", call("1", "slow")).thenSays("Late.");

        assertThat(events(ask())).contains(new BudgetStopped(Limit.TIME));
    }

    @Test
    void aModelThatSaysNothingFailsTheRun() {
        agent("ping");
        model.thenSays(" ");

        assertThat(ask().getLast().event())
                .isInstanceOfSatisfying(
                        RunFailed.class, failed -> assertThat(failed.code()).isEqualTo("model_said_nothing"));
    }

    @Test
    void aWordOfTheQuestionChoosesTheAgent() {
        machine.agents.add(new Agent(
                new AgentName("beekeeper"),
                "",
                "Be brief.",
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of("honey", "bees"),
                AgentLimits.DEFAULT,
                3));
        model.thenSays("Sweet.").thenSays("No.");
        try (var platform = machine.start(model)) {
            assertThat(selected(platform.ask("What do Bees make?")))
                    .isEqualTo("beekeeper: the question has the word \"bees\"");
            assertThat(selected(platform.ask("What is a beeskep?"))).startsWith("assistant: ");
        }
        assertThat(model.requests().getFirst().instructions()).startsWith("Be brief.\n\n");
    }

    @Test
    void anAgentThatThereIsNotIsAnErrorThatNamesThoseThatThereAre() {
        agent("ping");
        try (var platform = machine.start(model)) {
            assertThatThrownBy(() -> platform.chat.ask(
                            ADA,
                            new AskRequest(
                                    "Hi?",
                                    Set.of(),
                                    Optional.of(new AgentName("nobody")),
                                    Optional.empty(),
                                    Optional.empty())))
                    .isInstanceOf(NotFound.class)
                    .hasMessage("There is no agent named nobody. There is: assistant, tester.");
        }
    }

    private static String selected(AskResult result) {
        var selected = (AgentSelected) result.events().get(1).event();
        return selected.agent().name().value() + ": " + selected.reason();
    }

    private void agent(String... tools) {
        agent(AgentLimits.DEFAULT, tools);
    }

    private void agent(AgentLimits limits, String... tools) {
        machine.agents.add(new Agent(
                new AgentName("tester"),
                "Tests.",
                "Use your tools.",
                Optional.empty(),
                List.of(tools),
                Set.of(),
                List.of(),
                limits,
                1));
    }

    private List<RecordedEvent> ask() {
        try (var platform = machine.start(model)) {
            platform.sync();
            var request = new AskRequest(
                    "What do bees make?",
                    Set.of(),
                    Optional.of(new AgentName("tester")),
                    Optional.empty(),
                    Optional.empty());
            return platform.chat.ask(ADA, request).events();
        }
    }

    private LlmRequest second() {
        return model.requests().get(1);
    }

    private static List<FromTool> results(LlmRequest request) {
        return request.messages().stream()
                .filter(FromTool.class::isInstance)
                .map(FromTool.class::cast)
                .toList();
    }

    private static FromTool result(List<FromTool> results, String id) {
        return results.stream()
                .filter(result -> result.callId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static AnswerCompleted completed(List<RecordedEvent> log) {
        return (AnswerCompleted) log.getLast().event();
    }

    private static List<RunEvent> events(List<RecordedEvent> log) {
        return log.stream().map(RecordedEvent::event).toList();
    }

    private static List<Class<?>> kinds(List<RecordedEvent> log) {
        return log.stream()
                .<Class<?>>map(recorded -> recorded.event().getClass())
                .toList();
    }

    private static ToolCall call(String id, String tool) {
        return new ToolCall(id, tool, Json.object());
    }
}
