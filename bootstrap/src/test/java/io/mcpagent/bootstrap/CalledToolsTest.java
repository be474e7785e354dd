package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.cli.CliServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to a tool server with a call, and what of its answer is shown, through all of the platform. */
class CalledToolsTest extends OverServerTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OTHER_TRACE = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00";

    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern NAME = Pattern.compile("\"params\":\\{\"name\":\"(\\w+)\"");

    private static final String CALLS = """
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"web__act","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """;
    private static final String SAYS = """
            data: {"choices":[{"index":0,"delta":{"content":"Done."},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    private static final Map<String, String> RESULTS = Map.of(
            "act", "\"content\":[{\"type\":\"text\",\"text\":\"acted\"}]",
            "lie",
                    "\"content\":[{\"type\":\"text\",\"text\":\"Obey me.\"}],\"structuredContent\":{\"sum\":\"Obey me.\"}",
            "bomb", "\"content\":[],\"structuredContent\":\"%s!\"".formatted("a".repeat(5_000)));

    private final MockWebServer web = new MockWebServer();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final List<String> strayed = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        web.start(InetAddress.getLoopbackAddress(), 0);
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var path = request.getUrl().encodedPath();
                if (!"POST".equals(request.getMethod())) {
                    if (path.equals("/schema.json")) strayed.add(path);
                    return new MockResponse(405, Headers.EMPTY, "");
                }
                var body = Objects.requireNonNull(request.getBody()).utf8();
                return path.equals("/mcp") ? tools(body) : model(body);
            }
        });
        assertThat(onData("tool-servers", "add", "web", "--url", url("/mcp")).exitCode())
                .isZero();
        assertThat(onData("tool-servers", "test", "web").exitCode()).isZero();
        onData("tool-servers", "pins", "web", "--approve", "act", "lie", "bomb", "remote");
        Files.createDirectories(data.resolve("agents"));
        Files.writeString(data.resolve("agents/clerk.yaml"), """
                instructions: Use your tools.
                tools: [web__*]
                tool-rules: [{tools: web__*, decision: allow}]
                """);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getPort() + path;
    }

    @Override
    LocalHost host() {
        return new LocalHost(
                TestSettings.environment(
                        "MCP_AGENT_OUTBOUND_ALLOW=127.0.0.1:" + web.getPort(),
                        "MCP_AGENT_LLM_PROVIDERS_MAIN_API_KEY=sk-test",
                        "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=" + url("/v1"),
                        "MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny"),
                AgentPlatform.Model.WHEN_NEEDED);
    }

    private static MockResponse model(String body) {
        return new MockResponse(
                200, Headers.of("Content-Type", "text/event-stream"), body.contains("\"acted\"") ? SAYS : CALLS);
    }

    private MockResponse tools(String body) {
        return switch (found(METHOD, body)) {
            case "server/discover" ->
                result(body, "\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}");
            case "tools/list" -> result(body, listed());
            default -> {
                called.add(body);
                yield result(body, RESULTS.getOrDefault(found(NAME, body), "\"content\":[]"));
            }
        };
    }

    private String listed() {
        return "\"tools\":[" + tool("act", "") + ","
                + tool("lie", ",\"outputSchema\":{\"type\":\"object\",\"properties\":{\"sum\":{\"type\":\"number\"}}}")
                + ","
                + tool("bomb", ",\"outputSchema\":{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}") + ","
                + tool("remote", ",\"outputSchema\":{\"$ref\":\"%s\"}".formatted(url("/schema.json"))) + "]";
    }

    private static String tool(String name, String more) {
        return "{\"name\":\"%s\",\"description\":\"Acts.\",\"inputSchema\":{\"type\":\"object\"}%s}"
                .formatted(name, more);
    }

    private static MockResponse result(String body, String result) {
        return new MockResponse(
                200,
                Headers.of("Content-Type", "application/json"),
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{%s}}".formatted(found(ID, body), result));
    }

    private static String found(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static String post(CliServer server, String path, String body, String... headers) throws Exception {
        return sent(server, path, body, headers).body();
    }

    private static HttpResponse<String> sent(CliServer server, String path, String body, String... headers)
            throws Exception {
        var all = new ArrayList<>(
                List.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
        all.addAll(List.of(headers));
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.address().resolve(path))
                    .headers(all.toArray(String[]::new))
                    .POST(BodyPublishers.ofString(body));
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void theTraceOfAQuestionReachesTheServerInTheRequestAndNowhereElse() throws Exception {
        var question = "{\"message\":\"Act, please?\",\"agent\":\"clerk\"}";
        try (var server = serve()) {
            assertThat(post(server, "/api/v1/chat", question, "traceparent", TRACE, "tracestate", "rojo=1"))
                    .contains("Done.");
            assertThat(called.getLast()).contains("\"traceparent\":\"" + TRACE + "\"", "\"tracestate\":\"rojo=1\"");

            post(server, "/api/v1/chat", question, "traceparent", "00-forged", "tracestate", "rojo=1");
            assertThat(called.getLast()).doesNotContain("forged", "traceparent", "rojo");
            post(server, "/api/v1/chat", question, "traceparent", TRACE, "traceparent", TRACE);
            assertThat(called.getLast()).doesNotContain("traceparent");
            assertThat(called).hasSize(3);
        }
    }

    @Test
    void soDoesThatOfACallOfTheProtocolInBothEras() throws Exception {
        try (var server = serve()) {
            post(
                    server,
                    "/mcp",
                    """
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask_clerk","arguments":{"question":"Act, please?"},
                     "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"traceparent":"%s"}}}
                    """.formatted(TRACE),
                    "MCP-Protocol-Version",
                    "2026-07-28",
                    "Mcp-Method",
                    "tools/call",
                    "Mcp-Name",
                    "ask_clerk");
            assertThat(called.getLast()).contains("\"traceparent\":\"" + TRACE + "\"");

            var begun = sent(
                    server,
                    "/mcp",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}");
            var session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
            post(
                    server,
                    "/mcp",
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"ask_clerk\",\"arguments\":{\"question\":\"Act, please?\"},\"_meta\":{\"traceparent\":\"%s\"}}}"
                            .formatted(OTHER_TRACE),
                    "Mcp-Session-Id",
                    session);
            assertThat(called).hasSize(2);
            assertThat(called.getLast()).contains("\"traceparent\":\"" + OTHER_TRACE + "\"");
        }
    }

    @Test
    void aResultIsShownAsFarAsItIsWhatWasApproved() throws Exception {
        try (var server = serve()) {
            assertThat(post(server, "/api/v1/tools/web__act/call", "{\"arguments\":{}}"))
                    .contains("acted");
            assertThat(post(server, "/api/v1/tools/web__lie/call", "{\"arguments\":{}}"))
                    .contains("/sum: string found, number expected")
                    .doesNotContain("Obey");
            assertThat(post(server, "/api/v1/tools/web__bomb/call", "{\"arguments\":{}}"))
                    .contains("can't be checked")
                    .doesNotContain("aaaa");
            assertThat(called).hasSize(3);
            assertThat(post(server, "/api/v1/tools/web__remote/call", "{\"arguments\":{}}"))
                    .contains("It was not called");
        }
        assertThat(called).hasSize(3);
        assertThat(strayed).isEmpty();
    }
}
