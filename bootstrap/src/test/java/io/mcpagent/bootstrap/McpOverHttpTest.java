package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.server.McpServer;
import io.mcpagent.adapter.mcp.server.McpServerSettings;
import io.mcpagent.adapter.rest.RestServer;
import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the platform offers by the Model Context Protocol, behind the door of the HTTP server. */
class McpOverHttpTest {
    private static final Password PASSWORD = new Password("correct horse battery");
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":1}";
    private static final Pattern URI_OF_DOCUMENT = Pattern.compile("mcp-agent://documents/[0-9a-f-]{36}");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private AgentPlatform platform;
    private McpServer mcp;
    private RestServer server;

    @BeforeEach
    void open() {
        open(TestSettings.in(folder));
    }

    private void open(Settings settings) {
        platform = AgentPlatform.open(settings);
        platform.ingestInBackground();
        mcp = McpServer.open(McpServerSettings.DEFAULT, new OfferedPlatform(platform, "1.2.3"));
        var served = new ServedPlatform(
                platform,
                Optional.empty(),
                Optional.of(new MountedMcp(mcp, settings.access().oidc())),
                Optional.empty());
        server = RestServer.open(settings.server().at("127.0.0.1", 0), served);
    }

    @AfterEach
    void close() {
        server.close();
        mcp.close();
        platform.close();
    }

    @Test
    void anAgentIsAskedAndAnswersFromWhatWasIngested() {
        var ingested = call(
                "ingest",
                "{\"collection\":\"bees\",\"name\":\"honey.md\",\"text\":\"# Honey\\n\\nBees make honey from the nectar of flowers.\"}");
        assertThat(ingested.body()).contains("\"state\":\"ready\"", "\"isError\":false");

        var asked = call("ask_assistant", "{\"question\":\"What do bees make honey from?\"}");

        assertThat(asked.body())
                .contains("notifications/progress", "\"status\":\"answered\"", "nectar of flowers", "resource_link");
        var uri = URI_OF_DOCUMENT.matcher(asked.body());
        assertThat(uri.find()).isTrue();
        assertThat(send("resources/read", uri.group(), "\"uri\":\"%s\"".formatted(uri.group()))
                        .body())
                .contains("text/markdown", "# Honey");
        assertThat(send("resources/read", uri.group() + "/text", "\"uri\":\"%s/text\"".formatted(uri.group()))
                        .body())
                .contains("nectar of flowers");
        assertThat(call("search", "{\"query\":\"honey\"}").body()).contains("honey.md", "/passages/0");
        assertThat(send("resources/list", "", "").body()).contains("bees/honey.md");
        assertThat(send("prompts/get", "assistant", "\"name\":\"assistant\",\"arguments\":{\"question\":\"Why?\"}")
                        .body())
                .contains("Why?");
        assertThat(send(
                                "completion/complete",
                                "",
                                "\"ref\":{\"type\":\"ref/resource\",\"uri\":\"mcp-agent://collections/{name}\"},\"argument\":{\"name\":\"name\",\"value\":\"be\"}")
                        .body())
                .contains("[\"bees\"]");
    }

    @Test
    void theImagesOfAnAnswerAreNotFetchedByWhoShowsIt() {
        platform.documents().createCollection(Caller.LOCAL_OWNER, "bees", Optional.empty());
        call(
                "ingest",
                "{\"collection\":\"bees\",\"name\":\"honey.txt\",\"text\":\"Bees make honey <img src='https://evil/?q=1'> from the nectar of flowers.\"}");

        var asked = call("ask_assistant", "{\"question\":\"What do bees make honey from?\"}");

        assertThat(asked.body())
                .contains(
                        "\"status\":\"answered\"",
                        "{\"type\":\"text\",\"text\":\"Bees make honey &lt;img src='https://evil");
    }

    @Test
    void whatAModelGotWrongIsForTheModelToRead() {
        assertThat(call("ask", "{\"question\":\"\"}").body()).contains("\"isError\":true", "question_empty");
        assertThat(call("ask", "{}").body()).contains("\"isError\":true", "question");
        assertThat(call("ask", "{\"question\":\"Why?\",\"collections\":[\"nowhere\"]}")
                        .body())
                .contains("\"isError\":true", "collection_not_found");
        assertThat(call("ask_nobody", "{\"question\":\"Why?\"}").body()).contains("-32602");
        assertThat(call("search", "{\"query\":\"x\",\"limit\":1000}").body()).contains("limit_out_of_range");
        assertThat(send("resources/read", "mcp-agent://nothing", "\"uri\":\"mcp-agent://nothing\"")
                        .body())
                .contains("-32602");
    }

    @Test
    void aCallerIsOfferedAndGivenWhatThatOneMayHave() {
        platform.access()
                .users()
                .create(Caller.LOCAL_OWNER, new NewUser("anna@example.org", "Anna", Set.of(Role.ADMIN)), PASSWORD);
        var anna = Caller.LOCAL_OWNER;
        platform.documents().createCollection(anna, "secrets", Optional.empty());
        var reader = key(anna, Set.of(Permission.READ));
        var asker = key(anna, Set.of(Permission.READ, Permission.ASK));

        assertThat(send("tools/list", "", "", reader).body())
                .contains("\"search\"")
                .doesNotContain("\"ask\"", "\"ingest\"");
        assertThat(send("tools/list", "", "", asker).body())
                .contains("\"search\"", "\"ask\"")
                .doesNotContain("\"ingest\"");
        assertThat(send(
                                "tools/call",
                                "ingest",
                                "\"name\":\"ingest\",\"arguments\":{\"collection\":\"secrets\",\"name\":\"x.md\",\"text\":\"x\"}",
                                reader)
                        .body())
                .contains("\"isError\":true");
        assertThat(send("tools/call", "ask", "\"name\":\"ask\",\"arguments\":{\"question\":\"Why?\"}", reader)
                        .body())
                .contains("-32602");
    }

    private String key(Caller owner, Set<Permission> scopes) {
        return platform.access()
                .keys()
                .create(owner, owner.user(), new NewApiKey("a test", scopes, Optional.empty()))
                .secret();
    }

    @Test
    void whoeverComesWithoutATokenIsToldWhereToGetOne() {
        platform.access()
                .users()
                .create(Caller.LOCAL_OWNER, new NewUser("anna@example.org", "Anna", Set.of(Role.ADMIN)), PASSWORD);

        var refused = send("tools/list", "", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge)
                        .startsWith("Bearer ")
                        .contains("resource_metadata=\"%s/.well-known/oauth-protected-resource/mcp\""
                                .formatted(server.address())));
        for (var path : List.of("/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp")) {
            var metadata = sent(HttpRequest.newBuilder(server.address().resolve(path)));
            assertThat(metadata.statusCode()).isEqualTo(200);
            assertThat(metadata.body()).contains("\"resource\":\"%s/mcp\"".formatted(server.address()));
        }
        assertThat(send("tools/list", "", "", "mcpa_nothing").statusCode()).isEqualTo(401);
    }

    @Test
    void aWebPageFromElsewhereAndAnotherNameOfThisMachineAreRefused() throws IOException {
        var page = sent(request("tools/list", "", "").header("Origin", "https://evil.example.com"));
        assertThat(page.statusCode()).isEqualTo(403);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(
                            "POST /mcp HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aQuestionCountsAsOneOverTheApi() {
        close();
        open(TestSettings.in(folder, "MCP_AGENT_LIMITS_PER_USER=ask 1/1m"));

        assertThat(call("ask", "{\"question\":\"Why?\"}").statusCode()).isEqualTo(200);
        assertThat(send("tools/list", "", "").statusCode()).isEqualTo(200);
        assertThat(call("ask", "{\"question\":\"Why?\"}").statusCode()).isEqualTo(429);
        // Headers that say less than the body does are found out, and of older revisions nobody looks at headers.
        assertThat(sent(HttpRequest.newBuilder(server.address().resolve("/mcp"))
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .header("Mcp-Method", "tools/list")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void eachQuestionOfABatchCountsAsOne() {
        close();
        open(TestSettings.in(folder, "MCP_AGENT_LIMITS_PER_USER=ask 3/1m"));
        var session = message(
                        "",
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-03-26\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}")
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
        var ask =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\",\"arguments\":{\"question\":\"Why?\"}}}";

        var answers = message(session, "[" + String.join(",", Collections.nCopies(10, ask)) + "]");

        assertThat(answers.body().split("rate_limited", -1)).hasSize(1 + 8);
        assertThat(message(session, ask).statusCode()).isEqualTo(429);
    }

    /** As the older revisions have it. */
    private HttpResponse<String> message(String session, String body) {
        var request = HttpRequest.newBuilder(server.address().resolve("/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (!session.isEmpty()) request.header("Mcp-Session-Id", session);
        return sent(request.POST(BodyPublishers.ofString(body)));
    }

    @Test
    void aSessionOfTheOlderRevisionsWorksBehindTheDoorToo() {
        var begun = sent(
                HttpRequest.newBuilder(server.address().resolve("/mcp"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}")));
        assertThat(begun.body()).contains("\"version\":\"1.2.3\"");
        var session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();

        var told = sent(HttpRequest.newBuilder(server.address().resolve("/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Mcp-Session-Id", session)
                .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")));
        assertThat(told.statusCode()).isEqualTo(202);
        assertThat(told.body()).isEmpty();
    }

    @Test
    void theSameIsOfferedOverStandardStreams() {
        var out = new ByteArrayOutputStream();
        var line = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{%s}}\n".formatted(META);

        mcp.talk(Caller.LOCAL_OWNER, new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"ask_assistant\"")
                .hasLineCount(1);
    }

    private HttpResponse<String> call(String tool, String arguments) {
        return send("tools/call", tool, "\"name\":\"%s\",\"arguments\":%s".formatted(tool, arguments));
    }

    private HttpResponse<String> send(String method, String name, String params) {
        return sent(request(method, name, params));
    }

    private HttpResponse<String> send(String method, String name, String params, String token) {
        return sent(request(method, name, params).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(String method, String name, String params) {
        var headers = new ArrayList<>(List.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method));
        if (!name.isEmpty()) headers.addAll(List.of("Mcp-Name", name));
        var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s%s}}"
                .formatted(method, META, params.isEmpty() ? "" : "," + params);
        return HttpRequest.newBuilder(server.address().resolve("/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .headers(headers.toArray(String[]::new))
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
