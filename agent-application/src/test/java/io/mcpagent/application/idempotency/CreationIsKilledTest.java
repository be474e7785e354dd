package io.mcpagent.application.idempotency;

import static io.mcpagent.application.Platform.ADA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.document.KeyedUpload;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever sends a request again after a kill gets one thing, wherever that came. */
class CreationIsKilledTest {
    private static final int MORE_THAN_IT_CALLS = 1_000;
    private static final IdempotencyKey KEY = new IdempotencyKey("retry-1");

    @Test
    @Timeout(60)
    void aCollectionIsMadeOnce() {
        walk(
                platform -> {},
                platform -> platform.idempotency
                        .once(KeyedRequest.of(ADA, Permission.WRITE, KEY, "create", "papers"), () -> {
                            var made = platform.documents.createCollection(ADA, "papers", Optional.empty());
                            return new Made<>(made, made.id().toString());
                        })
                        .answer(),
                (platform, answer) -> assertThat(platform.documents.collections(ADA))
                        .extracting(DocumentCollection::id)
                        .hasToString("[" + answer + "]"));
    }

    @Test
    @Timeout(60)
    void anUploadIsTakenOnceAndNotAgainAfterALaterOne() {
        walk(
                platform -> platform.documents.createCollection(ADA, "papers", Optional.empty()),
                platform -> platform.documents.upload(
                        ADA, bees(), document -> document.id().toString()),
                (platform, answer) -> {
                    assertThat(platform.documents.documents(ADA, "papers"))
                            .extracting(Document::id)
                            .hasToString("[" + answer + "]");
                    var later = new ByteArrayInputStream("Wasps do not.".getBytes(UTF_8));
                    var replaced = platform.documents.upload(ADA, "papers", "bees.md", later);
                    assertThat(platform.documents.upload(
                                    ADA, bees(), document -> document.id().toString()))
                            .isEqualTo(answer);
                    assertThat(platform.documents.documents(ADA, "papers")).containsExactly(replaced);
                });
    }

    private static KeyedUpload bees() {
        return new KeyedUpload(KEY, "papers", "bees.md", new ByteArrayInputStream("Bees make honey.".getBytes(UTF_8)));
    }

    @Test
    @Timeout(60)
    void aQuestionIsAnsweredOnce() {
        walk(
                platform -> {},
                platform -> {
                    var result = platform.chat.ask(ADA, new AskRequest("What do bees make?").once(KEY));
                    return result.run() + " " + result.conversation() + " "
                            + result.answer().orElseThrow().answer();
                },
                (platform, answer) -> {
                    assertThat(platform.runs.runs(ADA, Optional.empty(), 10)).hasSize(1);
                    assertThat(platform.conversations.conversations(ADA, Optional.empty(), 10))
                            .hasSize(1);
                });
    }

    private interface Check {
        void of(Platform platform, String answer);
    }

    private static void walk(Consumer<Platform> before, Function<Platform, String> request, Check check) {
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = new Machine();
            try (var platform = machine.start()) {
                before.accept(platform);
            }
            var kill = new KillSwitch(fatal);
            var first = first(machine, kill, request);
            machine.letLeasesRunOut();
            try (var platform = machine.start()) {
                platform.driver.resumeInterrupted();
                var again = request.apply(platform);
                first.ifPresent(answer -> assertThat(again).isEqualTo(answer));
                assertThat(request.apply(platform)).isEqualTo(again);
                check.of(platform, again);
            }
            if (!kill.wentOff()) {
                assertThat(fatal).as("calls of ports").isGreaterThan(4);
                return;
            }
        }
        throw new AssertionError("it never ended");
    }

    private static Optional<String> first(Machine machine, KillSwitch kill, Function<Platform, String> request) {
        try (var platform = machine.start(ScriptedLlm.answering(asked -> "So it is. [1]"), kill)) {
            return Optional.of(request.apply(platform));
        } catch (Killed expected) {
            assertThat(kill.wentOff()).isTrue();
            return Optional.empty();
        }
    }
}
