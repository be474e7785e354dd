package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.testkit.tool.ToolServerPortContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A modern server over real HTTP, and an address at which there is none. */
class McpToolServersTest implements ToolServerPortContract {
    private final McpToolServers host = Servers.host();
    private final MockWebServer web = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        web.setDispatcher(modern());
        web.start();
    }

    static Dispatcher modern() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var body = request.getBody();
                return body == null || body.size() == 0
                        ? new MockResponse.Builder().code(405).build()
                        : answered((Json.Obj) JsonBytes.read(body.toByteArray()));
            }
        };
    }

    @AfterEach
    void stop() {
        host.close();
        web.close();
    }

    @Override
    public ToolServerPort servers() {
        return host;
    }

    @Override
    public ToolServer present() {
        return server("present", web.url("/mcp").toString());
    }

    @Override
    public ToolServer absent() {
        return server("absent", "http://127.0.0.1:1/mcp");
    }

    private static ToolServer server(String name, String url) {
        return new ToolServer(
                new ToolServerName(name),
                new ToolServerAddress.Http(URI.create(url), Map.of()),
                Set.of(),
                List.of(),
                Duration.ofSeconds(5));
    }

    private static MockResponse answered(Json.Obj message) {
        var method = new Members(message, "The message").findString("method").orElse("");
        return switch (method) {
            case "server/discover" -> result(message, """
                        {"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"public"}""");
            case "tools/list" -> result(message, """
                        {"resultType":"complete","tools":[{"name":"echo","inputSchema":{"type":"object"}}],"ttlMs":60000,"cacheScope":"public"}""");
            default -> result(message, called(message));
        };
    }

    private static String called(Json.Obj message) {
        var isThere = new String(JsonBytes.write(message), StandardCharsets.UTF_8).contains("\"name\":\"echo\"");
        return """
                {"resultType":"complete","isError":%s,"content":[{"type":"text","text":"hello"}]}""".formatted(!isThere);
    }

    private static MockResponse result(Json.Obj message, String result) {
        var id = new String(JsonBytes.write(message.get("id").orElse(new Json.Null())), StandardCharsets.UTF_8);
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json")
                .body("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, result))
                .build();
    }
}
