package io.mcpagent.application.conversation;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.retrieval.Question;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServiceTest {
    private final Machine machine = new Machine();

    @Test
    void nothingBeginsForWhomMayNotReadTheAnswer() {
        try (var platform = machine.start()) {
            var blind = new Caller(ADA.user(), ADA.roles(), Optional.of(Set.of(Permission.ASK)));

            assertThatThrownBy(() -> platform.chat.begin(blind, new AskRequest("What do bees make?")))
                    .isInstanceOf(Forbidden.class)
                    .hasMessageContaining("read");
            assertThat(platform.runs.runs(ADA, Optional.empty(), 1)).isEmpty();
        }
    }

    @Test
    void keepsTheQuestionAndTheAnswerWithTheirOrigins() {
        machine.put("bees.md", "Bees make honey.");
        try (var platform = machine.start()) {
            platform.sync();
            var result = platform.ask("  What do bees make? \n");

            var messages = platform.runPorts.conversations().messages(result.conversation());
            assertThat(messages.stream().map(Message::role)).containsExactly(Message.Role.USER, Message.Role.ASSISTANT);
            assertThat(messages.get(0).parts())
                    .containsExactly(new MessagePart(Origin.USER, Optional.empty(), "What do bees make?"));
            assertThat(messages.get(1).parts())
                    .containsExactly(new MessagePart(
                            Origin.MODEL, Optional.of(result.run().value().toString()), "So it is. [1]", true));
            assertThat(result.events().getLast().event()).isInstanceOf(AnswerCompleted.class);
        }
    }

    @Test
    void theConversationAndTheRunBelongToWhoAsked() {
        try (var platform = machine.start()) {
            var result = platform.chat.ask(BOB, new AskRequest("Is it so?", Set.of()));

            assertThat(platform.runPorts.conversations().find(result.conversation()))
                    .hasValueSatisfying(
                            conversation -> assertThat(conversation.owner()).isEqualTo(BOB.user()));
            assertThat(result.events().getFirst().event())
                    .isInstanceOfSatisfying(
                            RunStarted.class,
                            started -> assertThat(started.owner()).isEqualTo(BOB.user()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \u2003"})
    void refusesAnEmptyQuestion(String question) {
        assertRefused(ADA, new AskRequest(question, Set.of()), InvalidRequest.class, "question_empty");
    }

    @Test
    void refusesAQuestionThatIsTooLong() {
        var longest = "x".repeat(Question.MAX_LENGTH);

        assertRefused(ADA, new AskRequest(longest + "x", Set.of()), InvalidRequest.class, "question_too_long");
        assertThat(Question.checked("  " + longest + "  ")).isEqualTo(longest);
    }

    @Test
    void refusesACollectionThatIsUnknownToTheCaller() {
        machine.put("bees.md", "Bees make honey.");
        try (var platform = machine.start()) {
            platform.sync();
        }
        assertRefused(ADA, new AskRequest("Why?", Set.of("notes", "nope")), NotFound.class, "collection_not_found");
        assertRefused(BOB, new AskRequest("Why?", Set.of("notes")), NotFound.class, "collection_not_found");
    }

    @Test
    void refusesAModelThatThereIsNot() {
        var wanted =
                new AskRequest("Why?", Set.of(), Optional.empty(), Optional.of("elsewhere/large"), Optional.empty());

        assertRefused(ADA, wanted, InvalidRequest.class, "model_provider_unknown");
    }

    @Test
    void refusesAnAgentWhoseModelThereIsNot() {
        machine.agents.add(Agents.ASSISTANT.withModel("elsewhere/large"));

        assertRefused(ADA, new AskRequest("Why?", Set.of()), InvalidRequest.class, "model_provider_unknown");
    }

    @Test
    void anAgentThatIsBrokenStopsNobodyElse() {
        machine.brokenAgents.add(new UnusableAgent("clerk", List.of("clerk.yaml:2: there is no `colour`")));
        try (var platform = machine.start()) {
            assertThat(platform.ask("Is it so?").events().getLast().event()).isInstanceOf(AnswerCompleted.class);
        }

        assertRefused(ADA, asking("clerk"), InvalidRequest.class, "agent_invalid");
        assertRefused(ADA, asking("nobody"), NotFound.class, "agent_not_found");
    }

    @Test
    void nobodyStepsInForAnAssistantThatIsBroken() {
        machine.brokenAgents.add(new UnusableAgent("assistant", List.of("assistant.yaml: it is empty")));

        assertRefused(ADA, new AskRequest("Why?", Set.of()), InvalidRequest.class, "agent_invalid");
    }

    private static AskRequest asking(String agent) {
        return new AskRequest("Why?", Set.of(), Optional.of(new AgentName(agent)), Optional.empty(), Optional.empty());
    }

    @Test
    void anAnswerThatCitesNothingOfTheDocumentsCountsAsNotAnswered() {
        machine.put("bees.md", "Bees make honey.");
        try (var platform = machine.start()) {
            platform.sync();
            assertThat(platform.ask("Is it so?").events().getLast().event())
                    .isInstanceOfSatisfying(AnswerCompleted.class, answer -> {
                        assertThat(answer.answered()).isFalse();
                        assertThat(answer.citations()).isEmpty();
                    });
        }
    }

    @Test
    void whereThereAreNoDocumentsAnAnswerNeedNotCite() {
        try (var platform = machine.start()) {
            assertThat(platform.ask("Is it so?").events().getLast().event())
                    .isInstanceOfSatisfying(
                            AnswerCompleted.class,
                            answer -> assertThat(answer.answered()).isTrue());
        }
    }

    private void assertRefused(Caller caller, AskRequest request, Class<? extends AgentFailure> kind, String code) {
        var before = machine.issued();
        try (var platform = machine.start()) {
            assertThatThrownBy(() -> platform.chat.ask(caller, request))
                    .isInstanceOfSatisfying(
                            kind, failure -> assertThat(failure.code()).isEqualTo(code));
        }
        assertThat(machine.issued()).as("nothing was begun").isEqualTo(before);
    }

    @Test
    void aRunThatFailedLeavesTheQuestionWithoutAnAnswer() {
        var failure = new UpstreamFailure("model_overloaded", "Busy. Try again.", true);
        var model = ScriptedLlm.silent().thenFails("", failure);
        try (var platform = machine.start(model)) {
            var result = platform.ask("Is it so?");

            assertThat(result.events().getLast().event()).isEqualTo(RunFailed.of(failure));
            assertThat(platform.runPorts.conversations().messages(result.conversation()).stream()
                            .map(Message::role))
                    .isEqualTo(List.of(Message.Role.USER));
        }
    }
}
