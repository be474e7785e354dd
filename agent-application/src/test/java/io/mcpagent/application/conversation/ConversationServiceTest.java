package io.mcpagent.application.conversation;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.QuestionRewritten;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationServiceTest {
    private final Machine machine = new Machine();
    private final ScriptedLlm model = ScriptedLlm.silent();

    @Test
    void aFollowUpQuestionIsRewrittenForTheSearchAndAskedWithItsHistory() {
        machine.put("bees.md", "Bees make honey. In winter bees sleep.");
        model.thenSays("Honey. [1]").thenSays("What do bees do in winter?").thenSays("They sleep. [1]");
        try (var platform = machine.start(model)) {
            platform.sync();
            var first = platform.ask("What do bees make?");
            var second = platform.chat.ask(ADA, ask("And in winter?").in(first.conversation()));

            assertThat(second.conversation()).isEqualTo(first.conversation());
            assertThat(second.events().get(2).event()).isInstanceOfSatisfying(QuestionRewritten.class, rewritten -> {
                assertThat(rewritten.question()).isEqualTo("What do bees do in winter?");
                assertThat(rewritten.by()).isEqualTo("scripted");
            });
            assertThat(second.events().get(3).event()).isInstanceOf(PassagesRetrieved.class);
            var request = model.requests().getLast();
            assertThat(request.messages())
                    .containsExactly(
                            new FromUser("What do bees make?"),
                            new FromModel("Honey.", List.of()),
                            new FromUser("And in winter?"));
            assertThat(request.question()).isEqualTo("What do bees do in winter?");
            assertThat(platform.conversations.messages(ADA, first.conversation()))
                    .hasSize(4);
        }
    }

    @Test
    void whereTheModelCantRewriteTheRuleDoes() {
        var busy = new UpstreamFailure("model_overloaded", "Busy. Try again.", true);
        model.thenSays("Honey. [1]").thenFails("", busy).thenSays("They sleep. [1]");
        try (var platform = machine.start(model)) {
            var first = platform.ask("What do bees make?");
            var second = platform.chat.ask(ADA, ask("And in winter?").in(first.conversation()));

            assertThat(second.events().get(2).event())
                    .isInstanceOfSatisfying(
                            QuestionRewritten.class,
                            rewritten -> assertThat(rewritten.by()).isEqualTo("rule"));
            assertThat(model.requests().getLast().question()).startsWith("And in winter? (");
        }
    }

    @Test
    void aQuestionThatWasNotAnsweredIsNoHistory() {
        var busy = new UpstreamFailure("model_overloaded", "Busy. Try again.", true);
        model.thenFails("", busy).thenSays("Honey. [1]");
        try (var platform = machine.start(model)) {
            var first = platform.ask("What do bees make?");
            platform.chat.ask(ADA, ask("What do bees make?").in(first.conversation()));

            assertThat(model.requests().getLast().messages()).containsExactly(new FromUser("What do bees make?"));
        }
    }

    @Test
    void anEndlessConversationIsCutToItsLastTurns() {
        var endless = ScriptedLlm.answering(request -> "word ".repeat(1_500));
        try (var platform = machine.start(endless)) {
            var session = platform.ask("Question 0?").conversation();
            for (var i = 1; i < 6; i++)
                platform.chat.ask(ADA, ask("Question " + i + "?").in(session));

            var messages = endless.requests().getLast().messages();
            assertThat(messages).hasSize(5).startsWith(new FromUser("Question 3?"));
        }
    }

    @Test
    void aConversationIsCalledAfterItsFirstQuestionUntilItIsRenamed() {
        try (var platform = machine.start()) {
            var asked = platform.ask("What do\n bees make, " + "and why ".repeat(20) + "?");
            var title = platform.conversations.find(ADA, asked.conversation()).title();
            assertThat(title)
                    .startsWith("What do bees make, and why")
                    .endsWith("…")
                    .hasSizeLessThanOrEqualTo(80);

            assertThat(platform.conversations
                            .rename(ADA, asked.conversation(), " Bees ")
                            .title())
                    .isEqualTo("Bees");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "\u0007"})
    void refusesATitleThatIsNone(String title) {
        try (var platform = machine.start()) {
            var session = platform.ask("Is it so?").conversation();
            assertThatThrownBy(() -> platform.conversations.rename(ADA, session, title))
                    .isInstanceOf(InvalidRequest.class);
        }
    }

    @Test
    void aForkGoesItsOwnWay() {
        try (var platform = machine.start()) {
            var origin = platform.ask("One?").conversation();
            platform.chat.ask(ADA, ask("Two?").in(origin));
            var messages = platform.conversations.messages(ADA, origin);

            var fork = platform.conversations.fork(
                    ADA, origin, Optional.of(messages.get(1).id()));
            platform.chat.ask(ADA, ask("Three?").in(fork.id()));

            assertThat(fork.forkedFrom()).contains(origin);
            assertThat(texts(platform, fork.id())).containsExactly("One?", "So it is. [1]", "Three?", "So it is. [1]");
            assertThat(texts(platform, origin)).hasSize(4).contains("Two?");
            assertThat(platform.conversations
                            .fork(ADA, origin, Optional.empty())
                            .title())
                    .isEqualTo("One?");
        }
    }

    @Test
    void exportsWhatWasSaidWithItsSourcesAlsoOfAFork() {
        machine.put("bees.md", "Bees make honey.");
        try (var platform = machine.start(ScriptedLlm.answering(request -> "They make honey. [1]"))) {
            platform.sync();
            var asked = platform.ask("What do\n# bees make?");
            var fork = platform.conversations.fork(ADA, asked.conversation(), Optional.empty());

            var export = platform.conversations.export(ADA, fork.id());

            assertThat(ConversationMarkdown.of(export)).isEqualTo("""
                    # What do # bees make?

                    ## What do # bees make?

                    They make honey. [1]

                    - [1] bees.md, line 1: “Bees make honey.”
                    """);
            assertThat(ConversationJson.of(export).toString()).contains("Bees make honey.", "forked_from");
        }
    }

    @Test
    void aDeletedConversationTakesItsRunsAlong() {
        try (var platform = machine.start()) {
            var asked = platform.ask("Is it so?");
            platform.conversations.delete(ADA, asked.conversation());

            assertThat(platform.conversations.conversations(ADA, Optional.empty(), 9))
                    .isEmpty();
            assertThatThrownBy(() -> platform.runs.find(ADA, asked.run())).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void nobodyTouchesSomebodyElsesConversation() {
        try (var platform = machine.start()) {
            var session = platform.ask("Is it so?").conversation();
            var sessions = platform.conversations;

            assertThat(sessions.conversations(BOB, Optional.empty(), 9)).isEmpty();
            for (var abuse : List.<Runnable>of(
                    () -> sessions.find(BOB, session),
                    () -> sessions.messages(BOB, session),
                    () -> sessions.export(BOB, session),
                    () -> sessions.rename(BOB, session, "Mine"),
                    () -> sessions.fork(BOB, session, Optional.empty()),
                    () -> sessions.delete(BOB, session),
                    () -> platform.chat.ask(BOB, ask("And?").in(session)))) {
                assertThatThrownBy(abuse::run)
                        .isInstanceOfSatisfying(
                                NotFound.class,
                                failure -> assertThat(failure.code()).isEqualTo("session_not_found"));
            }
            assertThat(sessions.find(ADA, session))
                    .extracting(Conversation::title)
                    .isEqualTo("Is it so?");
        }
    }

    private static AskRequest ask(String question) {
        return new AskRequest(question, Set.of());
    }

    private static List<String> texts(Platform platform, ConversationId id) {
        return platform.conversations.messages(ADA, id).stream()
                .map(Message::parts)
                .map(parts -> parts.getFirst().text())
                .toList();
    }
}
