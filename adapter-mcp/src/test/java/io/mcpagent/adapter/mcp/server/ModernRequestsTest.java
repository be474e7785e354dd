package io.mcpagent.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.domain.json.Json;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conformance suite does not ask of requests that say all of themselves. */
class ModernRequestsTest {
    private static final String STATED = "test_input_required_result_request_state";
    private static final String CONFIRMED =
            ",\"inputResponses\":{\"confirm\":{\"action\":\"accept\",\"content\":{\"ok\":true}}},\"requestState\":\"%s\"";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    private FixtureServer server;
    private McpHttp http;

    @BeforeEach
    void start() throws Exception {
        server = FixtureServer.start(
                new McpServerSettings(
                        64 << 10, Duration.ofSeconds(5), Duration.ofMillis(200), 1, 1, Duration.ofMinutes(30)),
                now::get);
        http = new McpHttp(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStateComesBackFromTheOneWhoWasGivenItAndNobodyElse() throws Exception {
        var state = state("anna");

        assertThat(http.call(STATED, CONFIRMED.formatted(state), "X-User", "boris")
                        .error())
                .isEqualTo(RpcError.INVALID_PARAMS);
        assertThat(http.call(STATED, CONFIRMED.formatted(state), "X-User", "anna")
                        .result()
                        .get("resultType"))
                .contains(Json.of("complete"));
    }

    @Test
    void aStateIsOfNoUseToAnotherRequest() throws Exception {
        var state = state("anna");

        var otherTool =
                http.call("test_input_required_result_tampered_state", CONFIRMED.formatted(state), "X-User", "anna");
        var otherArguments =
                http.call(STATED, ",\"arguments\":{\"x\":1}" + CONFIRMED.formatted(state), "X-User", "anna");

        assertThat(otherTool.error()).isEqualTo(RpcError.INVALID_PARAMS);
        assertThat(otherArguments.error()).isEqualTo(RpcError.INVALID_PARAMS);
    }

    @Test
    void aStateIsGoodForAnHour() throws Exception {
        var state = state("anna");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(61)));

        assertThat(http.call(STATED, CONFIRMED.formatted(state), "X-User", "anna")
                        .error())
                .isEqualTo(RpcError.INVALID_PARAMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "bm90aGluZw", "....", "{\\\"is\\\":\\\"confirming\\\"}"})
    void aStateThatSomebodyMadeUpIsRefused(String madeUp) throws Exception {
        assertThat(http.call(STATED, CONFIRMED.formatted(madeUp)).error()).isEqualTo(RpcError.INVALID_PARAMS);
    }

    private String state(String user) throws Exception {
        var asked = http.call(STATED, "", "X-User", user).result();
        assertThat(asked.get("resultType")).contains(Json.of("input_required"));
        return ((Json.Str) asked.get("requestState").orElseThrow()).value();
    }

    @Test
    void headersSayWhatTheBodySaysOrNothingIsDone() throws Exception {
        var body = McpHttp.calling("test_trigger_tool_change", "");
        var lies = new String[][] {
            {"MCP-Protocol-Version", McpHttp.MODERN, "Mcp-Method", "tools/list", "Mcp-Name", "test_trigger_tool_change"
            },
            {"MCP-Protocol-Version", McpHttp.MODERN, "Mcp-Method", "tools/call", "Mcp-Name", "test_simple_text"},
            {"MCP-Protocol-Version", McpHttp.MODERN, "Mcp-Method", "tools/call"},
            {"Mcp-Method", "tools/call", "Mcp-Name", "test_trigger_tool_change"},
            {"MCP-Protocol-Version", "2025-11-25", "Mcp-Method", "tools/call", "Mcp-Name", "test_trigger_tool_change"},
            McpHttp.modern("tools/call", "test_trigger_tool_change", "Mcp-Method", "tools/list"),
            McpHttp.modern("tools/call", "test_trigger_tool_change", "Mcp-Name", "test_trigger_tool_change"),
        };
        for (var lie : lies) {
            var answer = http.send("POST", body, lie);
            assertThat(answer.status()).as(String.join(" ", lie)).isEqualTo(400);
            assertThat(answer.error()).as(String.join(" ", lie)).isEqualTo(RpcError.HEADER_MISMATCH);
        }
    }

    @Test
    void parametersInHeadersAreComparedAsWhatTheyAre() throws Exception {
        var arguments = ",\"arguments\":{\"region\":\"Zürich\",\"size\":42,\"where\":{\"isNear\":true}}";
        var told = new String[] {
            "Mcp-Param-Region", "=?base64?WsO8cmljaA==?=", "Mcp-Param-Size", "42.0", "Mcp-Param-Near", "true"
        };
        var without = new String[] {"Mcp-Param-Region", "=?base64?WsO8cmljaA==?=", "Mcp-Param-Size", "42.0"};
        var other = new String[] {
            "Mcp-Param-Region", "=?base64?WsO8cmljaA==?=", "Mcp-Param-Size", "41", "Mcp-Param-Near", "true"
        };

        assertThat(http.call("test_mirrored_header", arguments, told).result().get("isError"))
                .contains(Json.of(false));
        assertThat(http.call("test_mirrored_header", arguments, without).error())
                .isEqualTo(RpcError.HEADER_MISMATCH);
        assertThat(http.call("test_mirrored_header", arguments, other).error()).isEqualTo(RpcError.HEADER_MISMATCH);
        assertThat(http.call("test_mirrored_header", ",\"arguments\":{}", told).error())
                .isEqualTo(RpcError.HEADER_MISMATCH);
    }

    @Test
    void aClientThatClosesTheStreamCancelsTheCall() throws Exception {
        try (var stream = http.stream(
                "POST", McpHttp.calling("test_waiting", ""), McpHttp.modern("tools/call", "test_waiting"))) {
            assertThat(server.waiting().begun().await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.response().headers().firstValue("X-Accel-Buffering"))
                    .contains("no");
            assertThat(stream.next()).containsExactly(":");
        }

        assertThat(server.waiting().cancelled().await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneUsersCallsLeaveRoomForAnothers() throws Exception {
        try (var stream = http.stream(
                "POST",
                McpHttp.calling("test_waiting", ""),
                McpHttp.modern("tools/call", "test_waiting", "X-User", "anna"))) {
            assertThat(stream.next()).isNotEmpty();

            var again = http.call("test_simple_text", "", "X-User", "anna");
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(http.call("test_simple_text", "", "X-User", "boris").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aMessageIsJsonOfSoManyBytesAndSoDeep() throws Exception {
        var headers = McpHttp.modern("tools/call", "test_simple_text");

        assertThat(http.send("POST", "{\"x\":\"" + "x".repeat(64 << 10) + "\"}", headers)
                        .status())
                .isEqualTo(413);
        assertThat(http.send("POST", "[".repeat(10_000), headers).error()).isEqualTo(RpcError.PARSE_ERROR);
        assertThat(http.send("POST", "{\"id\":1,\"id\":2}", headers).error()).isEqualTo(RpcError.PARSE_ERROR);
        assertThat(http.send("POST", "{}", headers).status()).isEqualTo(400);
    }

    @Test
    void otherMethodsAreRefusedAsHttpSays() throws Exception {
        assertThat(http.send("PUT", "{}").status()).isEqualTo(405);
        assertThat(http.send("PUT", "{}").response().headers().firstValue("Allow"))
                .contains("GET, POST, DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "GET", "DELETE"})
    void whoIsRefusedBeforeItsBodyCameHearsThatTheServerHangsUp(String method) throws Exception {
        var address = server.address();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("%s %s HTTP/1.1\r\nHost: %s\r\nAccept: text/plain\r\nContent-Length: 2\r\n\r\n"
                            .formatted(method, address.getPath(), address.getAuthority())
                            .getBytes(StandardCharsets.US_ASCII));

            // Up to the end of the stream, as the body never comes.
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @Test
    void whoListensIsToldItsEndWhenTheServerStops() throws Exception {
        var listen =
                "{\"jsonrpc\":\"2.0\",\"id\":\"ears\",\"method\":\"subscriptions/listen\",\"params\":{%s,\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://static-text\",\"test://none\"]}}}"
                        .formatted(McpHttp.META);
        try (var stream = http.stream(
                "POST", listen, "MCP-Protocol-Version", McpHttp.MODERN, "Mcp-Method", "subscriptions/listen")) {
            assertThat(String.join("", stream.next()))
                    .contains(
                            "notifications/subscriptions/acknowledged",
                            "\"resourceSubscriptions\":[\"test://static-text\"]");

            server.stopTalking();

            assertThat(stream.lines().lines().toList().toString())
                    .contains("notifications/cancelled", "\"resultType\":\"complete\"");
        }
    }
}
