package io.mcpagent.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not ask of sessions. */
class LegacySessionsTest {
    private static final String REVISION = "2025-11-25";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"}}";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    private FixtureServer server;
    private McpHttp http;

    @BeforeEach
    void start() throws Exception {
        server = FixtureServer.start(
                new McpServerSettings(
                        64 << 10, Duration.ofSeconds(5), Duration.ofMillis(200), 2, 2, Duration.ofMinutes(30)),
                now::get);
        http = new McpHttp(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSessionIsItsCallersAndNobodyElses() throws Exception {
        var session = http.begin(REVISION, "X-User", "anna");

        assertThat(http.send("POST", PING, "Mcp-Session-Id", session, "X-User", "boris")
                        .status())
                .isEqualTo(404);
        assertThat(http.send("GET", "", "Mcp-Session-Id", session, "X-User", "boris")
                        .status())
                .isEqualTo(404);
        assertThat(http.send("DELETE", "", "Mcp-Session-Id", session, "X-User", "boris")
                        .status())
                .isEqualTo(404);
        assertThat(http.send("POST", PING, "Mcp-Session-Id", session, "X-User", "anna")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSessionEndsWhenItIsEndedOrNobodyUsesIt() throws Exception {
        var ended = http.begin(REVISION);
        var idle = http.begin(REVISION);
        assertThat(http.send("DELETE", "", "Mcp-Session-Id", ended).status()).isEqualTo(204);
        assertThat(http.send("POST", PING, "Mcp-Session-Id", ended).status()).isEqualTo(404);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(29)));
        assertThat(http.send("POST", PING, "Mcp-Session-Id", idle).status()).isEqualTo(200);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(31)));
        assertThat(http.send("POST", PING, "Mcp-Session-Id", idle).status()).isEqualTo(404);
        assertThat(http.send("POST", PING).status()).isEqualTo(400);
    }

    @Test
    void aClientWhoseConnectionBrokeComesBackForTheResult() throws Exception {
        var session = http.begin(REVISION);
        String id;
        try (var stream = http.stream("POST", CALL.formatted(7, "test_waiting"), "Mcp-Session-Id", session)) {
            var first = stream.next();
            id = first.getFirst().substring("id: ".length());
            assertThat(first).anyMatch(line -> line.startsWith("retry: "));
        }
        server.waiting().mayEnd().countDown();

        var resumed = http.send("GET", "", "Mcp-Session-Id", session, "Last-Event-ID", id);

        assertThat(resumed.message().get("id")).contains(Json.of(7));
        assertThat(resumed.body()).contains("It went on");
    }

    @Test
    void anEventOfAnotherSessionIsNoPlaceToResumeFrom() throws Exception {
        var other = http.begin(REVISION, "X-User", "boris");
        String id;
        try (var stream =
                http.stream("POST", CALL.formatted(7, "test_waiting"), "Mcp-Session-Id", other, "X-User", "boris")) {
            id = stream.next().getFirst().substring("id: ".length());
        }
        var session = http.begin(REVISION, "X-User", "anna");

        for (var unknown : new String[] {id, "x", id + "0", "a.1.0", "..."})
            assertThat(http.send("GET", "", "Mcp-Session-Id", session, "Last-Event-ID", unknown, "X-User", "anna")
                            .status())
                    .as(unknown)
                    .isEqualTo(400);
    }

    @Test
    void aCancelledCallIsInterruptedAndHasNoAnswer() throws Exception {
        var session = http.begin(REVISION);
        try (var stream = http.stream("POST", CALL.formatted(7, "test_waiting"), "Mcp-Session-Id", session)) {
            assertThat(server.waiting().begun().await(10, TimeUnit.SECONDS)).isTrue();

            http.send(
                    "POST",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
                    "Mcp-Session-Id",
                    session);

            assertThat(server.waiting().cancelled().await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.lines().lines().toList().toString()).doesNotContain("\"id\":7");
        }
    }

    @Test
    void whatAnotherSessionAnswersIsNoAnswer() throws Exception {
        var asking = http.begin(REVISION, "X-User", "anna");
        var other = http.begin(REVISION, "X-User", "boris");
        var answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"%s\"}}}";
        try (var stream = http.stream(
                "POST",
                CALL.formatted(7, "test_input_required_result_elicitation"),
                "Mcp-Session-Id",
                asking,
                "X-User",
                "anna")) {
            stream.next();
            assertThat(stream.next().toString()).contains("elicitation/create");

            http.send("POST", answer.formatted("Boris"), "Mcp-Session-Id", other, "X-User", "boris");
            http.send("POST", answer.formatted("Anna"), "Mcp-Session-Id", asking, "X-User", "anna");

            assertThat(stream.lines().lines().toList().toString()).contains("Hello, \\\"Anna\\\"!");
        }
    }

    @Test
    void batchesAreOfOneRevisionAlone() throws Exception {
        var batch = "[" + PING + "," + PING.replace("1", "2") + "]";
        var old = http.begin("2025-03-26");
        var young = http.begin(REVISION);

        assertThat(http.send("POST", batch, "Mcp-Session-Id", old).body()).contains("\"id\":1", "\"id\":2");
        assertThat(http.send("POST", batch, "Mcp-Session-Id", young).status()).isEqualTo(400);
    }

    /** The first one was counted by whoever took the request in. */
    @Test
    void eachFurtherRequestOfABatchCountsAsOne() throws Exception {
        var session = http.begin("2025-03-26");
        var batch = new StringJoiner(",", "[", "]").add(PING.replace("\"id\":1,", ""));
        for (var id = 1; id <= 5; id++) batch.add(PING.replace("1", Integer.toString(id)));

        var answers = http.send("POST", batch.toString(), "Mcp-Session-Id", session, "X-More", "2")
                .body();

        assertThat(answers.split("\"result\"", -1)).hasSize(1 + 3);
        assertThat(answers.split("rate_limited", -1)).hasSize(1 + 2);
        assertThat(http.send("POST", PING, "Mcp-Session-Id", session, "X-More", "0")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRevisionThatNobodyKnowsIsAnsweredWithOneThatWeKnow() throws Exception {
        var answer = http.send(
                "POST",
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"1999-01-01\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}");

        assertThat(answer.result().get("protocolVersion")).contains(Json.of(REVISION));
    }

    @Test
    void aResourceThatIsNotThereHasTheCodeOfTheseRevisions() throws Exception {
        var session = http.begin(REVISION);

        var answer = http.send(
                "POST",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"test://none\"}}",
                "Mcp-Session-Id",
                session);

        assertThat(answer.error()).isEqualTo(RpcError.RESOURCE_NOT_FOUND);
    }

    @Test
    void aSessionTooManyEndsTheOneThatWasUsedLeastLately() throws Exception {
        var first = http.begin(REVISION);
        for (var more = 0; more < 31; more++) http.begin(REVISION);
        assertThat(http.send("POST", PING, "Mcp-Session-Id", first).status()).isEqualTo(200);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(http.send("POST", PING, "Mcp-Session-Id", first).status()).isEqualTo(200);

        http.begin(REVISION);

        assertThat(http.send("POST", PING, "Mcp-Session-Id", first).status()).isEqualTo(200);
    }
}
