package io.mcpagent.adapter.mcp.tool;

import static io.mcpagent.adapter.mcp.tool.Servers.CALLER;
import static io.mcpagent.adapter.mcp.tool.Servers.invocation;
import static io.mcpagent.adapter.mcp.tool.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers over real HTTP that answer as they should, but for one thing. */
class HttpServersTest {
    private static final int STREAM_CHUNK = 7;

    private final McpToolServers host = Servers.host();
    private final MockWebServer web = new MockWebServer();
    private final AtomicReference<RecordedRequest> last = new AtomicReference<>();

    @BeforeEach
    void start() throws IOException {
        web.start();
    }

    @AfterEach
    void stop() {
        host.close();
        web.close();
    }

    private ToolServer server() {
        return server("/mcp");
    }

    private ToolServer server(String path) {
        return Servers.server(address(path), Duration.ofSeconds(2));
    }

    private ToolServerAddress address(String path) {
        return new ToolServerAddress.Http(URI.create(web.url(path).toString()), Map.of("X-Fixed", "yes"));
    }

    private String call() {
        return text(host.call(server(), "act", invocation("key", Json.object())));
    }

    /** A modern server whose calls are answered so. */
    private void modern(Function<Json.Obj, MockResponse> calls) {
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                last.set(request);
                var message = message(request);
                return switch (new Members(message, "The message")
                        .findString("method")
                        .orElse("")) {
                    case "server/discover" -> result(message, """
                                {"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"public"}""");
                    case "tools/list" -> result(message, """
                                {"resultType":"complete","tools":[{"name":"act","inputSchema":{"type":"object"}}],"ttlMs":60000,"cacheScope":"public"}""");
                    default -> calls.apply(message);
                };
            }
        });
    }

    private static Json.Obj message(RecordedRequest request) {
        var body = request.getBody();
        return body == null || body.size() == 0 ? Json.object() : (Json.Obj) JsonBytes.read(body.toByteArray());
    }

    private static String id(Json.Obj message) {
        return message.get("id")
                .map(id -> new String(JsonBytes.write(id), StandardCharsets.UTF_8))
                .orElse("null");
    }

    private static MockResponse result(Json.Obj message, String result) {
        return json(200, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id(message), result));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static MockResponse stream(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .chunkedBody(body, STREAM_CHUNK)
                .build();
    }

    private static String done(Json.Obj message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"Grüße\"}]}}"
                .formatted(id(message));
    }

    @Test
    void aStreamIsReadHoweverItIsCut() {
        modern(message -> stream(
                ": hello\r\n\r\nevent: message\r\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\r\ndata: \"params\":{\"progressToken\":%s,\"progress\":1}}\r\n\r\n:\n\ndata:%s\n\n"
                        .formatted(id(message), done(message))));
        assertThat(call()).isEqualTo("Grüße");
    }

    @Test
    void eachRequestSaysWhatItIsInItsHeadersToo() {
        modern(message -> json(200, done(message)));
        call();
        assertThat(last.get().getHeaders().get("MCP-Protocol-Version")).isEqualTo("2026-07-28");
        assertThat(last.get().getHeaders().get("Mcp-Method")).isEqualTo("tools/call");
        assertThat(last.get().getHeaders().get("Mcp-Name")).isEqualTo("act");
        assertThat(last.get().getHeaders().get("X-Fixed")).isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html | <html>Sign in</html> | answered with text/html | tool_server_protocol",
                "200 | application/json | <html> | no message | tool_server_protocol",
                "200 | application/json | {} | no message | tool_server_protocol",
                "200 | application/json | {\"jsonrpc\":\"2.0\",\"id\":\"other\",\"result\":{}} | has no response | tool_server_protocol",
                "500 | text/plain | broken | status 500. If it had begun | tool_server_unreachable",
                "429 | text/plain | slower | status 429 | tool_server_unreachable",
                "401 | text/plain | who | status 401 | tool_server_unreachable",
            })
    void whatIsNoAnswerIsToldAsWhatItIs(int status, String type, String body, String told, String code) {
        modern(message -> new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .body(body)
                .build());
        assertThatThrownBy(this::call)
                .hasMessageContaining(told)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo(code);
    }

    @Test
    void aStreamThatEndsBeforeTheAnswerIsNoAnswer() {
        modern(message -> stream("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\n\n"));
        assertThatThrownBy(this::call).hasMessageContaining("ended before the server had answered");
    }

    @Test
    void aResultOfATypeThatIsNotKnownIsRefused() {
        modern(message -> result(message, "{\"resultType\":\"task\",\"content\":[]}"));
        assertThatThrownBy(this::call).hasMessageContaining("of a type that is not known");
    }

    @Test
    void aServerThatAsksForEverIsStopped() {
        var asked = new AtomicInteger();
        modern(message -> {
            asked.incrementAndGet();
            return result(
                    message, "{\"resultType\":\"input_required\",\"requestState\":\"%d\"}".formatted(asked.get()));
        });
        assertThatThrownBy(this::call).hasMessageContaining("asks again and again");
        assertThat(asked).hasValue(10);
    }

    @Test
    void aCallThatTakesTooLongIsEndedByClosingItsStream() {
        modern(message -> new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(": wait\n\n")
                .throttleBody(1, 1, java.util.concurrent.TimeUnit.SECONDS)
                .build());
        assertThatThrownBy(this::call)
                .hasMessageContaining("has sent nothing for 2 seconds. If it had begun")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_timeout");
    }

    @Test
    void aBodyThatIsTooLargeIsNotKept() {
        modern(message -> json(200, "\"" + "x".repeat(17 << 20) + "\""));
        assertThatThrownBy(this::call).hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"elicitation/create\",\"params\":{\"message\":\"Your mother's name?\",\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}",
                "\"elicitation/create\",\"params\":{\"mode\":\"url\",\"message\":\"Open it\",\"url\":\"https://phish.example\"}",
                "\"sampling/createMessage\",\"params\":{\"maxTokens\":4000,\"messages\":[]}",
                "\"roots/list\""
            })
    void aServerThatMayNotAskGetsNothing(String question) {
        modern(message -> result(
                message,
                "{\"resultType\":\"input_required\",\"requestState\":\"s\",\"inputRequests\":{\"a\":{\"method\":%s}}}"
                        .formatted(question)));
        var lonely = Servers.lonely(address("/mcp"));
        assertThatThrownBy(() -> host.call(lonely, "act", invocation("key", Json.object())))
                .hasMessageContaining("does not permit")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_protocol");
    }

    @Test
    void aServerThatWantsToBeAskedAgainInDaysIsWaitedForAsLongAsAnyOther() {
        legacy(new AtomicInteger(), 404, message -> stream("id: 1\nretry: 999999999\ndata:\n\n"));
        var server = new ToolServer(
                new ToolServerName("server"), address("/mcp"), Set.of(), List.of(), Duration.ofSeconds(1));
        assertThatThrownBy(() -> host.call(server, "act", invocation("key", Json.object())))
                .hasMessageContaining("has sent nothing for 1 seconds");
    }

    /** Whatever a model chooses to send there counts as sent to the world. */
    @Test
    void addressesOfAModelsChoiceAreOpenToTheWorld() {
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return result(
                        message(request),
                        "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"resources\":{},\"prompts\":{}}}");
            }
        });
        assertThat(host.offer(server(), CALLER).tools())
                .filteredOn(tool -> tool.annotations().openWorld().orElse(true))
                .extracting(ServedTool::name)
                .containsExactly("read_resource", "get_prompt");
    }

    private static final String NO_SESSION =
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"No session\"}}";

    /** A server of the older revisions, with a session that may be forgotten. */
    private void legacy(AtomicInteger sessions, int forgotten, Function<Json.Obj, MockResponse> calls) {
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                last.set(request);
                if (!"POST".equals(request.getMethod()))
                    return new MockResponse.Builder().code(405).build();
                var message = message(request);
                var session = request.getHeaders().get("Mcp-Session-Id");
                return switch (new Members(message, "The message")
                        .findString("method")
                        .orElse("")) {
                    case "initialize" ->
                        result(message, """
                                        {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"old","version":"1"}}""")
                                .newBuilder()
                                .addHeader("Mcp-Session-Id", "session-" + sessions.incrementAndGet())
                                .build();
                    case "notifications/initialized" ->
                        new MockResponse.Builder().code(202).build();
                    case "tools/list" ->
                        result(message, "{\"tools\":[{\"name\":\"act\",\"inputSchema\":{\"type\":\"object\"}}]}");
                    case "tools/call" ->
                        ("session-" + sessions.get()).equals(session)
                                ? calls.apply(message)
                                : json(forgotten, NO_SESSION);
                    default -> json(400, NO_SESSION);
                };
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 400})
    void aSessionThatTheServerForgotIsBegunAnew(int status) {
        var sessions = new AtomicInteger();
        legacy(sessions, status, message -> json(200, done(message)));
        assertThat(call()).isEqualTo("Grüße");
        assertThat(last.get().getHeaders().get("MCP-Protocol-Version")).isEqualTo("2025-06-18");
        sessions.incrementAndGet();
        assertThat(call()).isEqualTo("Grüße");
        assertThat(host.offer(server(), CALLER).protocol()).isEqualTo("2025-06-18");
    }

    @Test
    void whatBecameOfACallIsNotKnownWhereItsStreamCanNotBeTakenUpAgain() {
        legacy(new AtomicInteger(), 404, message -> stream("id: 1\nretry: 1\ndata:\n\n"));
        assertThatThrownBy(this::call)
                .hasMessageContaining("can't be taken up again")
                .hasMessageContaining("what became of that is not known");
    }

    @Test
    void whatIsWrongWithARequestIsToldAndEndsNoSession() {
        var sessions = new AtomicInteger();
        legacy(
                sessions,
                404,
                message -> json(
                        400,
                        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32602,\"message\":\"Whom?\"}}"
                                .formatted(id(message))));
        assertThatThrownBy(this::call).hasMessageEndingWith("The server answered with status 400. It says: Whom?");
        assertThat(sessions).hasValue(1);
    }

    @Test
    void theStreamOfTheOldestServersMayNotSendUsElsewhere() {
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return "GET".equals(request.getMethod())
                        ? stream("event: endpoint\ndata: http://127.0.0.1:1/steal\n\n")
                        : new MockResponse.Builder().code(405).build();
            }
        });
        assertThatThrownBy(this::call).hasMessageContaining("to another host");
    }

    @Test
    void aServerThatIsNotThereIsLeftAloneForAWhile() {
        web.close();
        assertThatThrownBy(this::call)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_unreachable");
        assertThatThrownBy(this::call).hasMessageContaining("It is tried again in");
    }
}
