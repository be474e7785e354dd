package io.mcpagent.testkit.tool;

import static io.mcpagent.testkit.tool.SampleToolServers.known;
import static io.mcpagent.testkit.tool.SampleToolServers.program;
import static io.mcpagent.testkit.tool.SampleToolServers.remote;
import static io.mcpagent.testkit.tool.SampleToolServers.saying;
import static io.mcpagent.testkit.tool.SampleToolServers.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.PinState;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.StoredClient;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for tool servers and the pins of their tools. */
public interface ToolServerRepositoryContract {
    UserId ADA = new UserId("ada");
    Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    ToolServerRepository toolServers();

    TransactionPort transactions();

    @Test
    default void hasNoneAtFirst() {
        assertThat(toolServers().all()).isEmpty();
        assertThat(toolServers().find(new ToolServerName("files"))).isEmpty();
        assertThat(toolServers().pins(new ToolServerName("files"))).isEmpty();
        assertThat(toolServers().callable()).isEmpty();
        assertThat(toolServers().delete(new ToolServerName("files"))).isFalse();
    }

    @Test
    default void keepsServersOfEachKindAndListsThemByName() {
        var saved = Stream.of(remote("web"), program("files-2"), program("files"))
                .map(toolServers()::save)
                .toList();

        assertThat(toolServers().all()).containsExactly(saved.get(2), saved.get(1), saved.get(0));
        assertThat(saved).allSatisfy(entry -> {
            assertThat(toolServers().find(entry.name())).contains(entry);
            assertThat(entry.version()).isPositive();
        });
        assertThat(saved.get(1)).isEqualTo(program("files-2").at(saved.get(1).version()));
    }

    @Test
    default void keepsAServersClientWithWhatItShowsForItself() {
        var sealed = new StoredValue.Sealed("…", new SealedSecret("v1.c"));
        for (var credential : List.of(
                new StoredClient.Credential.None(),
                new StoredClient.Credential.Secret(sealed),
                new StoredClient.Credential.PrivateKey(sealed))) {
            var saved = toolServers()
                    .save(known("web-" + credential.getClass().getSimpleName().toLowerCase(Locale.ROOT), credential));
            assertThat(toolServers().find(saved.name()).orElseThrow().address())
                    .isEqualTo(known("web", credential).address());
        }
    }

    @Test
    default void changesAServerOfTheVersionThatIsThere() {
        var first = toolServers().save(program("files"));
        var second = toolServers().save(first.with(remote("files").address()));

        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(toolServers().all()).containsExactly(second);
        fails("tool_server_changed", () -> toolServers().save(first));
        fails("tool_server_name_taken", () -> toolServers().save(program("files")));
        assertThat(toolServers().delete(first.name())).isTrue();
        fails("tool_server_changed", () -> toolServers().save(second));
        assertThat(toolServers().all()).isEmpty();
    }

    @Test
    default void keepsAPinInEachState() {
        toolServers().save(program("files"));
        var waiting = toolServers().save(pin("files", tool("a", "Grüße 🙂 \u0000")));
        var approved =
                toolServers().save(toolServers().save(pin("files", hinted("b"))).approved(ADA, NOON, true));
        var quarantined = toolServers()
                .save(toolServers()
                        .save(pin("files", tool("c", "Reads.")).approved(ADA, NOON, false))
                        .offered(tool("c", "Writes.")));
        var rejected = toolServers()
                .save(toolServers().save(pin("files", tool("d", "D."))).rejected(ADA, NOON));

        assertThat(toolServers().pins(new ToolServerName("files")))
                .containsExactly(waiting, approved, quarantined, rejected);
        assertThat(quarantined.state()).isInstanceOf(PinState.Quarantined.class);
        assertThat(toolServers().callable()).containsExactly(approved);
    }

    @Test
    default void whatIsCallableIsApprovedAndOfAServerThatIsEnabled() {
        toolServers().save(remote("off"));
        toolServers().save(program("files"));
        var callable = toolServers().save(pin("files", tool("b", "B.")).approved(ADA, NOON, false));
        var off = toolServers().save(pin("off", tool("a", "A.")).approved(ADA, NOON, false));
        var other = toolServers().save(pin("files", tool("a", "A.")).approved(ADA, NOON, false));

        assertThat(toolServers().callable()).containsExactly(other, callable);
        var changed = toolServers().save(callable.offered(tool("b", "C.")));
        assertThat(toolServers().callable()).containsExactly(other);
        toolServers().save(changed.approved(ADA, NOON, false));
        assertThat(toolServers().callable())
                .extracting(pin -> pin.state().newest().description())
                .containsExactly("A.", "C.");
        assertThat(off.state()).isInstanceOf(PinState.Approved.class);
    }

    @Test
    default void changesAPinOfTheVersionThatIsThere() {
        toolServers().save(program("files"));
        var first = toolServers().save(pin("files", tool("a", "A.")));
        var second = toolServers().save(first.approved(ADA, NOON, false));

        fails("tool_pin_changed", () -> toolServers().save(first.rejected(ADA, NOON)));
        fails("tool_pin_changed", () -> toolServers().save(first.at(0)));
        assertThat(toolServers().pins(first.server())).containsExactly(second);
    }

    @Test
    default void pinsGoWithTheirServerAndDoNotComeBack() {
        var entry = toolServers().save(program("files"));
        toolServers().save(program("other"));
        var pin = toolServers().save(pin("files", tool("a", "A.")).approved(ADA, NOON, false));
        var kept = toolServers().save(pin("other", tool("a", "A.")).approved(ADA, NOON, false));

        toolServers().delete(entry.name());
        toolServers().save(program("files"));

        assertThat(toolServers().pins(entry.name())).isEmpty();
        assertThat(toolServers().callable()).containsExactly(kept);
        fails("tool_pin_changed", () -> toolServers().save(pin.rejected(ADA, NOON)));
    }

    @Test
    default void leavesNothingBehindInATransactionThatFails() {
        var entry = toolServers().save(program("files"));

        assertThatThrownBy(() -> transactions().write(() -> {
                    toolServers().save(pin("files", tool("a", "A.")));
                    toolServers().save(program("more"));
                    toolServers().save(entry.with(remote("files").address()));
                    assertThat(toolServers().all()).hasSize(2);
                    assertThat(toolServers().pins(entry.name())).hasSize(1);
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(toolServers().all()).containsExactly(entry);
        assertThat(toolServers().pins(entry.name())).isEmpty();
    }

    private static ServedTool hinted(String name) {
        var schema = Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with("z", Json.object()).with("a", Json.object()))
                .with("required", Json.array(List.of(Json.of("z"))));
        var tool = saying(tool(name, "Reads."), true, false);
        return new ServedTool(
                tool.name(), tool.title(), tool.description(), schema, tool.outputSchema(), tool.annotations());
    }

    private static PinnedTool pin(String server, ServedTool tool) {
        return PinnedTool.waiting(new ToolServerName(server), tool);
    }

    private static void fails(String code, Runnable use) {
        assertThatThrownBy(use::run)
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
