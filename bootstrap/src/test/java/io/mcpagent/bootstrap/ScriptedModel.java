package io.mcpagent.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A chat model behind HTTP that asks for tools in turn, as far as it is offered them, and then says its last words. Which
 * turn it is it reads off the conversation that it is shown, so that whoever asks the same again is answered the same.
 */
final class ScriptedModel implements AutoCloseable {
    static final String LAST_WORDS = "That is all that I found out.";

    private static final Pattern OWN_TURN = Pattern.compile("\"role\"\\s*:\\s*\"assistant\"");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<List<Call>> turns;
    private final HttpServer server;

    record Call(String tool, Json.Obj arguments) {}

    private ScriptedModel(List<List<Call>> turns) throws IOException {
        this.turns = List.copyOf(turns);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::reply);
        server.start();
    }

    static ScriptedModel calling(List<List<Call>> turns) throws IOException {
        return new ScriptedModel(turns);
    }

    /** By which settings make it the model of all agents. */
    String[] variables() {
        return new String[] {
            "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=http://127.0.0.1:%d/v1"
                    .formatted(server.getAddress().getPort()),
            "MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny"
        };
    }

    /** The bodies of all, the newest last. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void reply(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request);
        var turn = (int) OWN_TURN.matcher(request).results().count();
        var isLast = turn >= turns.size() || turns.get(turn).stream().noneMatch(call -> isOffered(call, request));
        var delta = isLast
                ? Json.object().with("content", Json.of(LAST_WORDS))
                : Json.object().with("tool_calls", calls(turn));
        var choice = Json.object()
                .with("index", Json.of(0))
                .with("delta", delta)
                .with("finish_reason", Json.of(isLast ? "stop" : "tool_calls"));
        var chunk = Json.object().with("choices", Json.array(List.of(choice)));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            var json = new String(CanonicalJson.bytes(chunk), StandardCharsets.UTF_8);
            out.write("data: %s\n\ndata: [DONE]\n\n".formatted(json).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isOffered(Call call, String request) {
        return request.contains("\"" + call.tool() + "\"");
    }

    private Json.Arr calls(int turn) {
        var calls = new ArrayList<Json>();
        for (var call : turns.get(turn)) {
            var number = calls.size();
            var function = Json.object()
                    .with("name", Json.of(call.tool()))
                    .with(
                            "arguments",
                            Json.of(new String(CanonicalJson.bytes(call.arguments()), StandardCharsets.UTF_8)));
            calls.add(Json.object()
                    .with("index", Json.of(number))
                    .with("id", Json.of("t%dc%d".formatted(turn, number)))
                    .with("type", Json.of("function"))
                    .with("function", function));
        }
        return Json.array(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
