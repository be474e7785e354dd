package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose owner may do less in the midst of it. */
class RunAccessTest {
    private final Machine machine = new Machine();

    @Test
    void aModelIsNotShownAgainWhatWasRevokedMeanwhile() {
        var platforms = new ArrayList<Platform>();
        var claims = new ArrayList<Claim>();
        var model = ScriptedLlm.answering(request -> {
            if (claims.isEmpty()) claims.add(revokedAndLeft(platforms.getFirst()));
            return "Bees do. [1]";
        });
        machine.put("bees.md", "Bees make honey.");
        try (var platform = machine.start(model)) {
            platforms.add(platform);
            platform.sync();
            grant(
                    platform,
                    id -> platform.grants.save(id, new Grant(new Grantee.OneUser(BOB.user()), GrantLevel.READ)));

            assertThatThrownBy(() -> platform.chat.ask(BOB, new AskRequest("What do bees make?", Set.of())))
                    .isInstanceOf(Conflict.class);
            var run = new RunId(claims.getFirst().task().subject());
            var log = platform.runPorts.runs().read(run, 0);
            platform.driver.drive(new Started(run, claims.getFirst(), log, Optional.empty()));

            assertThat(model.requests()).hasSize(2);
            assertThat(texts(model, 0)).containsExactly("Bees make honey.");
            assertThat(texts(model, 1)).containsExactly("");
        }
    }

    @Test
    void aRunOfSomebodyWhoIsDisabledEndsBeforeItsNextStep() {
        var model = ScriptedLlm.silent().thenCalls("", new ToolCall("1", "current_time", Json.object()));
        try (var platform = machine.start(model)) {
            var user = platform.users.save(bob());
            platform.users.save(user.with(new UserState.Disabled()));

            var result = platform.chat.ask(BOB, new AskRequest("What time is it?", Set.of()));

            assertThat(result.end())
                    .hasValueSatisfying(end -> assertThat(end)
                            .isInstanceOfSatisfying(
                                    RunFailed.class,
                                    failed -> assertThat(failed.code()).isEqualTo("owner_inactive")));
            assertThat(model.requests()).isEmpty();
        }
    }

    @Test
    void aRunOfSomebodyWhoMayNotAskAnyMoreEnds() {
        var model = ScriptedLlm.silent();
        try (var platform = machine.start(model)) {
            var user = platform.users.save(bob());
            platform.users.save(user.with(Set.of(Role.VIEWER)));

            var result = platform.chat.ask(BOB, new AskRequest("Why?", Set.of()));

            assertThat(result.end().orElseThrow())
                    .isInstanceOfSatisfying(
                            RunFailed.class, failed -> assertThat(failed.code()).isEqualTo("permission_missing"));
            assertThat(model.requests()).isEmpty();
        }
    }

    private Claim revokedAndLeft(Platform platform) {
        grant(platform, id -> platform.grants.removeAll(id));
        machine.letLeasesRunOut();
        return platform.runPorts.tasks().claim(TaskKind.DRIVE_RUN).orElseThrow();
    }

    private static void grant(Platform platform, Consumer<ResourceId> change) {
        change.accept(platform.documents.collection(ADA, "notes").resource().id());
    }

    private static List<String> texts(ScriptedLlm model, int request) {
        return model.requests().get(request).passages().stream()
                .map(Passage::text)
                .toList();
    }

    private static User bob() {
        return new User(
                BOB.user(),
                new LoginName("bob@example.org"),
                "Bob",
                Set.of(Role.EDITOR),
                new UserState.Active(new PasswordHash("x")),
                0,
                Instant.EPOCH,
                0);
    }
}
