package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Revision.Era;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server of either era over real HTTP, which answers each method with the result that it was given for it. */
final class ScriptedWeb implements AutoCloseable {
    private final MockWebServer web = new MockWebServer();
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final List<Json.Obj> asked = new CopyOnWriteArrayList<>();
    private final Era era;
    private final String capabilities;

    /** @param capabilities as JSON */
    ScriptedWeb(Era era, String capabilities) throws IOException {
        this.era = era;
        this.capabilities = capabilities;
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var body = request.getBody();
                return body == null || body.size() == 0
                        ? new MockResponse.Builder().code(405).build()
                        : answer((Json.Obj) JsonBytes.read(body.toByteArray()));
            }
        });
        web.start();
    }

    /** From now on. */
    ScriptedWeb answering(String method, String result) {
        results.put(method, result);
        return this;
    }

    /** With one tool, {@code act}. */
    ScriptedWeb offering(String more) {
        return answering(
                "tools/list",
                "{\"tools\":[{\"name\":\"act\",\"inputSchema\":{\"type\":\"object\"}%s}]}".formatted(more));
    }

    ToolServer server() {
        return Servers.server(new ToolServerAddress.Http(URI.create(url("/mcp")), Map.of()));
    }

    String url(String path) {
        return web.url(path).toString();
    }

    /** The parameters of each request of a method. */
    List<Json.Obj> asked(String method) {
        return asked.stream()
                .filter(message -> message.get("method").equals(Optional.of(Json.of(method))))
                .map(message -> new Members(message, "The message").object("params"))
                .toList();
    }

    private MockResponse answer(Json.Obj message) {
        asked.add(message);
        var method = new Members(message, "The message").string("method");
        if (method.equals("notifications/initialized"))
            return new MockResponse.Builder().code(202).build();
        if (method.equals("initialize") && era == Era.LEGACY)
            return result(
                    message,
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":%s,\"serverInfo\":{\"name\":\"old\",\"version\":\"1\"}}"
                            .formatted(capabilities));
        if (method.equals("server/discover") && era == Era.MODERN)
            return result(
                    message, "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":%s}".formatted(capabilities));
        var result = results.get(method);
        return result == null ? new MockResponse.Builder().code(400).build() : result(message, result);
    }

    private static MockResponse result(Json.Obj message, String result) {
        var id = new String(JsonBytes.write(message.get("id").orElseThrow()), StandardCharsets.UTF_8);
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, result))
                .build();
    }

    @Override
    public void close() {
        web.close();
    }
}
