package io.mcpagent.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.server.stdio.RelayTarget;
import io.mcpagent.testkit.SteppingTime;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client on standard streams speaks through a relay to a server over HTTP as it would to one that it started. */
class McpRelayTest {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String MODERN =
            "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{},";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/list\"}";

    private final SteppingTime time = new SteppingTime();
    private final AtomicReference<Optional<RelayTarget>> target = new AtomicReference<>(Optional.empty());
    private FixtureServer server;
    private RelayedClient client;

    @BeforeEach
    void open() throws Exception {
        server = FixtureServer.start(telling(Duration.ofMillis(100)), time);
        target.set(Optional.of(RelayedClient.at(server)));
        client = new RelayedClient(target::get);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** @param keepAlive how soon it is found out that a client is gone, and how often a stream keeps its session alive */
    private static McpServerSettings telling(Duration keepAlive) {
        var usual = FixtureServer.SETTINGS;
        return new McpServerSettings(
                usual.maxBodyBytes(),
                usual.bodyTime(),
                keepAlive,
                usual.callsOfUser(),
                usual.streamsOfUser(),
                usual.sessionIdle());
    }

    private void greet() throws IOException, InterruptedException {
        client.say(INITIALIZE);
        assertThat(client.result(0).result().get("serverInfo")).isPresent();
        client.say(INITIALIZED);
    }

    private static String call(long id, String tool, String era) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"_meta\":{%s\"progressToken\":\"p\"}}}"
                .formatted(id, tool, era.equals("modern") ? MODERN : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void progressComesBeforeTheResult(String era) throws Exception {
        if (era.equals("legacy")) greet();

        client.say(call(1, "test_tool_with_progress", era));

        for (var step = 0; step < 3; step++) client.told("notifications/progress");
        assertThat(client.result(1).result().toString()).contains("Progress was told");
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void whatIsCancelledIsInterruptedAtTheServerAndHasNoAnswer(String era) throws Exception {
        if (era.equals("legacy")) greet();
        client.say(call(1, "test_waiting", era));
        assertThat(server.waiting().begun().await(20, TimeUnit.SECONDS)).isTrue();

        client.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

        assertThat(server.waiting().cancelled().await(20, TimeUnit.SECONDS)).isTrue();
        client.say(call(2, "test_simple_text", era));
        assertThat(client.next(Message.Result.class, any -> true).id().json().toString())
                .contains("2");
    }

    @Test
    void whatIsUnderWayIsCancelledSomeTimeAfterTheClientsLastWord() throws Exception {
        greet();
        client.say(call(1, "test_waiting", "legacy"));
        assertThat(server.waiting().begun().await(20, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThat(server.waiting().cancelled().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatTheServerAsksIsAnsweredByTheClient() throws Exception {
        greet();
        client.say(call(1, "test_input_required_result_elicitation", "legacy"));

        var asked = client.next(Message.Request.class, any -> true);
        assertThat(asked.method()).isEqualTo("elicitation/create");
        var id = new String(JsonBytes.write(asked.id().json()), StandardCharsets.UTF_8);
        client.say("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}"
                .formatted(id));

        assertThat(client.result(1).result().toString()).contains("Hello, \"Ada\"!");
    }

    @Test
    void whatChangesIsToldUnasked() throws Exception {
        greet();
        client.say(call(1, "test_trigger_tool_change", "legacy"));
        client.told("notifications/tools/list_changed");
    }

    @Test
    void whoListensForChangesIsToldUntilTheyCancel() throws Exception {
        client.say(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{\"toolsListChanged\":true},\"_meta\":{%s\"x\":1}}}"
                        .formatted(MODERN));
        client.told("notifications/subscriptions/acknowledged");
        client.say(call(2, "test_trigger_tool_change", "modern"));
        client.told("notifications/tools/list_changed");
    }

    @Test
    void aSessionThatTheServerHasForgottenIsBegunAgain() throws Exception {
        server.close();
        server = FixtureServer.start(telling(Duration.ofMinutes(5)), time);
        target.set(Optional.of(RelayedClient.at(server)));
        greet();
        time.advance(Duration.ofHours(1));

        client.say(LIST.formatted(1));

        assertThat(client.result(1).result().get("tools")).isPresent();
    }

    @Test
    void aServerThatIsElsewhereNowIsFoundAndGreeted() throws Exception {
        greet();
        client.say(LIST.formatted(1));
        client.result(1);
        server.close();
        server = FixtureServer.start();
        target.set(Optional.of(RelayedClient.at(server)));

        client.say(LIST.formatted(2));

        assertThat(client.result(2).result().get("tools")).isPresent();
    }

    @Test
    void whatCanNotBePassedOnIsAnsweredWithTheReason() throws Exception {
        target.set(Optional.of(new RelayTarget(URI.create("http://127.0.0.1:1/mcp"), Optional.of("s3cret"))));
        client.say(INITIALIZE);
        assertThat(client.next(Message.Failure.class, any -> true).error().message())
                .contains("can't be reached")
                .doesNotContain("s3cret");

        target.set(Optional.empty());
        client.say(INITIALIZE);
        assertThat(client.next(Message.Failure.class, any -> true).error().message())
                .contains("mcp-agent serve");

        target.set(Optional.of(RelayedClient.at(server)));
        client.say(LIST.formatted(1));
        assertThat(client.next(Message.Failure.class, any -> true).error().message())
                .contains("initialize");
        client.say("SHOUTING");
        client.next(Message.Failure.class, any -> true);
        client.say(call(2, "test_error_handling", "modern").replace("tools/call", "no/such"));
        assertThat(client.next(Message.Failure.class, any -> true).error().code())
                .isEqualTo(-32601);
        greet();
    }
}
