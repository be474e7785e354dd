package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.run.Approvals.agent;
import static io.mcpagent.application.run.Approvals.answer;
import static io.mcpagent.application.run.Approvals.ask;
import static io.mcpagent.application.run.Approvals.call;
import static io.mcpagent.application.run.Approvals.first;
import static io.mcpagent.application.run.Approvals.kinds;
import static io.mcpagent.application.run.Approvals.results;
import static io.mcpagent.application.run.Approvals.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelSampled;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolResponse.Asks;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToolAsksTest {
    private static final Json.Obj CONTENT = Json.object().with("room", Json.of("Blue"));
    private static final InputAnswer FILLED = new InputAnswer.Fill(CONTENT);

    private final Machine machine = new Machine();
    private final ScriptedLlm model = ScriptedLlm.silent();

    @Test
    void aFormIsFilledInAndTheToolCalledAgainWithIt() {
        booking(round("s1", form("which")));
        model.thenCalls("", call("1", "book")).thenSays("Booked.");
        try (var platform = machine.start(model)) {
            var parked = ask(platform);
            assertThat(kinds(parked)).endsWith("ToolRequested", "InputRequested", "RunParked");

            var log = answer(platform, parked, FILLED);

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(machine.tools.invocations())
                    .extracting(ToolInvocation::idempotencyKey)
                    .hasSize(2);
            assertThat(keys()).hasSize(1);
            assertThat(machine.tools.invocations().getLast().rounds())
                    .singleElement()
                    .satisfies(round -> {
                        assertThat(round.state()).contains("s1");
                        assertThat(round.questions()).containsExactly(form("which"));
                        assertThat(round.replies()).isEqualTo(Map.of("which", new ToolReply.Accepted(CONTENT)));
                    });
        }
    }

    @Test
    void roundFollowsRoundAndAllComeWithTheNextCall() {
        booking(
                round("s1", form("which")),
                round("s2", new ToolQuestion.Visit("sign", "Sign.", URI.create("https://example.org/sign"))),
                round("s3", form("again"), form("and")));
        model.thenCalls("", call("1", "book")).thenSays("Booked.");
        try (var platform = machine.start(model)) {
            var log = answer(platform, ask(platform), FILLED);
            log = answer(platform, log, new InputAnswer.Visited());
            log = answer(platform, log, new InputAnswer.Refuse(""));
            assertThat(kinds(log)).endsWith("RunResumed", "InputAnswered", "RunParked");
            log = answer(platform, log, FILLED);

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            var rounds = machine.tools.invocations().getLast().rounds();
            assertThat(rounds).extracting(round -> round.state().orElse("")).containsExactly("s1", "s2", "s3");
            assertThat(rounds.get(1).replies()).isEqualTo(Map.of("sign", new ToolReply.Accepted(Json.object())));
            assertThat(rounds.get(2).replies())
                    .isEqualTo(Map.of("again", new ToolReply.Declined(), "and", new ToolReply.Accepted(CONTENT)));
            assertThat(keys()).hasSize(1);
        }
    }

    @Test
    void whatIsWrongInAFormIsSaidAndTheQuestionStays() {
        booking(round("s1", form("which")));
        model.thenCalls("", call("1", "book"));
        try (var platform = machine.start(model)) {
            var parked = ask(platform);
            var wrong = new InputAnswer.Fill(Json.object().with("rooms", Json.of("Blue")));

            assertThatThrownBy(() -> answer(platform, parked, wrong))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessage("The form can't be sent so: room: is missing; rooms: is no field; there is room.");
            assertThatThrownBy(() -> answer(platform, parked, new InputAnswer.Visited()))
                    .hasMessageContaining("fill in the form, or refuse");
            assertThat(platform.inbox.waiting(ADA)).hasSize(1);
        }
    }

    @Test
    void aToolThatAsksForEverIsGivenUp() {
        machine.tools.with("book", ToolEffect.READS, any -> round("more", form("which")));
        agent(machine, ToolPolicy.DEFAULT, "book");
        model.thenCalls("", call("1", "book")).thenSays("It never ends.");
        try (var platform = machine.start(model)) {
            var log = ask(platform);
            for (var n = 0; n < ToolQuestions.MOST_ROUNDS; n++) log = answer(platform, log, FILLED);

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(results(model.requests().getLast()))
                    .containsExactly("The tool was given up: it asked 10 times, and asked again.");
        }
    }

    @Test
    void aToolThatWantsToBeCalledAgainForEverIsGivenUpToo() {
        machine.tools.with("book", ToolEffect.READS, any -> new Asks(List.of(), Optional.of("more")));
        agent(machine, ToolPolicy.DEFAULT, "book");
        model.thenCalls("", call("1", "book")).thenSays("It never ends.");
        try (var platform = machine.start(model)) {
            assertThat(ask(platform).getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(machine.tools.invocations()).hasSize(11);
            assertThat(machine.tools.invocations().getLast().rounds()).hasSize(10);
        }
    }

    @Test
    void whatIsTooLargeToBeAskedIsNotRecorded() {
        booking(round("state".repeat(100_000), form("which"), form("where")));
        model.thenCalls("", call("1", "book")).thenSays("It asks too much.");
        try (var platform = machine.start(model)) {
            var log = ask(platform);

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(results(model.requests().getLast()))
                    .containsExactly(
                            "The tool was given up: what it asked, with what it wants back, has more than 500,000 characters.");
            assertThat(kinds(log)).doesNotContain("InputRequested");
        }
    }

    @Test
    void aFormThatAsksForAPasswordIsShownToNobody() {
        var schema = schema("value").with("title", Json.of("Sign in"));
        booking(round("s1", new ToolQuestion.Form("p", "Your password for the calendar?", schema)));
        model.thenCalls("", call("1", "book")).thenSays("It wanted a password.");
        try (var platform = machine.start(model)) {
            var log = ask(platform);

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(platform.inbox.waiting(ADA)).isEmpty();
            assertThat(kinds(log)).doesNotContain("RunParked").containsSubsequence("InputRequested", "InputAnswered");
            assertThat(machine.tools.invocations().getLast().rounds().getFirst().replies())
                    .isEqualTo(Map.of("p", new ToolReply.Declined()));
            assertThat(results(model.requests().getLast()))
                    .singleElement()
                    .asString()
                    .contains("It asked for a form that takes a secret (\"password\")");
        }
    }

    @Test
    void whatCanBeShownOrOpenedByNobodyIsRefused() {
        var script = URI.create("javascript:alert(1)");
        var file = URI.create("file:///etc/passwd");
        var named = URI.create("https://bank.test@evil.test/");
        var nested = Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with("x", Json.object().with("type", Json.of("object"))));
        booking(round(
                "s1",
                new ToolQuestion.Visit("a", "Open.", script),
                new ToolQuestion.Visit("b", "Open.", file),
                new ToolQuestion.Visit("c", "Open.", named),
                new ToolQuestion.Form("d", "Fill in.", nested),
                new ToolQuestion.Form("e", "x".repeat(6_000), schema("room"))));
        model.thenCalls("", call("1", "book")).thenSays("No.");
        try (var platform = machine.start(model)) {
            assertThat(ask(platform).getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(machine.tools
                            .invocations()
                            .getLast()
                            .rounds()
                            .getFirst()
                            .replies()
                            .values())
                    .hasSize(5)
                    .containsOnly(new ToolReply.Declined());
        }
    }

    @Test
    void aFloodOfQuestionsEndsTheCall() {
        var flood = IntStream.range(0, 17)
                .<ToolQuestion>mapToObj(n -> form("k" + n))
                .toList();
        booking(new Asks(flood, Optional.empty()));
        model.thenCalls("", call("1", "book")).thenSays("No.");
        try (var platform = machine.start(model)) {
            ask(platform);
            assertThat(platform.inbox.waiting(ADA)).isEmpty();
            assertThat(results(model.requests().getLast()).getFirst()).contains("more than 16 questions at once");
        }
    }

    @Test
    void whoSaysNothingInTimeIsToldToTheTool() {
        booking(round("s1", form("which")));
        model.thenCalls("", call("1", "book")).thenSays("Nobody was there.");
        try (var platform = machine.start(model)) {
            ask(platform);
            machine.time.advance(CallGate.PATIENCE);
            assertThat(platform.driver.resumeInterrupted()).isEqualTo(1);
            assertThat(machine.tools.invocations().getLast().rounds().getFirst().replies())
                    .isEqualTo(Map.of("which", new ToolReply.Dismissed()));
        }
    }

    @Test
    void anApprovedModelAnswersTheToolAndNothingOfTheRunIsShownToIt() {
        booking(round("s1", sample("Which room is nice?", 100)));
        model.thenCalls("", call("1", "book")).thenSays("The blue room.").thenSays("Booked.");
        try (var platform = machine.start(model)) {
            var log = answer(platform, ask(platform), new InputAnswer.Approve(Optional.empty()));

            assertThat(log.getLast().event())
                    .isInstanceOfSatisfying(
                            AnswerCompleted.class,
                            completed ->
                                    assertThat(completed.usage().outputTokens()).isEqualTo(4));
            assertThat(log).extracting(recorded -> recorded.event()).hasAtLeastOneElementOfType(ModelSampled.class);
            assertThat(model.requests().get(1).messages().toString())
                    .contains("nice")
                    .doesNotContain("Send it");
            assertThat(machine.tools
                            .invocations()
                            .getLast()
                            .rounds()
                            .getFirst()
                            .replies()
                            .values()
                            .iterator()
                            .next())
                    .isInstanceOfSatisfying(ToolReply.Accepted.class, reply -> {
                        assertThat(reply.content().get("role")).contains(Json.of("assistant"));
                        assertThat(reply.content().get("stopReason")).contains(Json.of("endTurn"));
                        assertThat(reply.content().get("content").toString()).contains("The blue room.");
                    });
        }
    }

    @Test
    void anAnswerOfTheModelIsNoLongerThanTheToolWants() {
        booking(round("s1", sample("Which room is nice?", 2)));
        model.thenCalls("", call("1", "book"))
                .thenSays("The blue room, of course.")
                .thenSays("Booked.");
        try (var platform = machine.start(model)) {
            answer(platform, ask(platform), new InputAnswer.Approve(Optional.empty()));

            assertThat(machine.tools
                            .invocations()
                            .getLast()
                            .rounds()
                            .getFirst()
                            .replies()
                            .toString())
                    .contains("The blue", "maxTokens")
                    .doesNotContain("room, of course");
        }
    }

    @Test
    void twoCallsOfWhichOneAsksParkWhenTheOtherIsDone() {
        agent(machine, Approvals.asking("send"), "book", "ping", "send");
        booking(round("s1", form("which")));
        machine.tools.saying("send", ToolEffect.ACTS, "sent");
        model.thenCalls("", call("1", "book"), call("2", "ping"), call("3", "send"))
                .thenSays("Done.");
        try (var platform = machine.start(model)) {
            var parked = ask(platform);

            assertThat(kinds(parked))
                    .endsWith(
                            "ToolRequested",
                            "ToolRequested",
                            "ToolFinished",
                            "InputRequested",
                            "InputRequested",
                            "RunParked");
            assertThat(first(parked)).isInstanceOf(AskedByTool.class);
            var half = answer(platform, parked, FILLED);
            var log = answer(platform, half, new InputAnswer.Approve(Optional.empty()));
            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(state(log).calls()).hasSize(3);
            assertThat(machine.tools.invocations()).hasSize(4);
        }
    }

    private List<String> keys() {
        return machine.tools.invocations().stream()
                .map(ToolInvocation::idempotencyKey)
                .distinct()
                .toList();
    }

    /** A tool that acts, so that none of its calls may be one too many. */
    private void booking(Asks... rounds) {
        machine.tools.asking("book", ToolEffect.ACTS, List.of(rounds));
        if (machine.agents.isEmpty()) agent(machine, ToolPolicy.DEFAULT, "book");
    }

    private static Asks round(String state, ToolQuestion... questions) {
        return new Asks(Arrays.asList(questions), Optional.of(state));
    }

    private static ToolQuestion.Form form(String key) {
        return new ToolQuestion.Form(key, "Which room?", schema("room"));
    }

    private static Json.Obj schema(String field) {
        return Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with(field, Json.object().with("type", Json.of("string"))))
                .with("required", Json.array(List.of(Json.of(field))));
    }

    private static ToolQuestion.Sample sample(String text, int tokens) {
        var message = Json.object()
                .with("role", Json.of("user"))
                .with("content", Json.object().with("type", Json.of("text")).with("text", Json.of(text)));
        return new ToolQuestion.Sample(
                "think",
                Json.object().with("messages", Json.array(List.of(message))).with("maxTokens", Json.of(tokens)));
    }
}
