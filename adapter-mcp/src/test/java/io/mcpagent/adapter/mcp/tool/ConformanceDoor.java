package io.mcpagent.adapter.mcp.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where the conformance suite finds its client: in this process, as one JVM for each scenario would cost more than all else.
 * The suite begins its scenarios together; here they come in one after another.
 */
final class ConformanceDoor implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/test/conformance/client.sh").toAbsolutePath();

    private final ExecutorService turns = Executors.newSingleThreadExecutor();
    private final Map<String, Boolean> played = new ConcurrentSkipListMap<>();
    private final HttpServer http;

    private ConformanceDoor(HttpServer http) {
        this.http = http;
        http.setExecutor(turns);
        http.createContext("/", this::enter);
        http.start();
    }

    static ConformanceDoor open() throws IOException {
        return new ConformanceDoor(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** What the suite is to start. */
    String command() {
        return "sh %s http://127.0.0.1:%d/".formatted(SCRIPT, http.getAddress().getPort());
    }

    /** Scenarios, and whether the client got through. */
    Map<String, Boolean> played() {
        return Map.copyOf(played);
    }

    private void enter(HttpExchange exchange) throws IOException {
        var context = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        var said = new StringWriter();
        var gotThrough = plays(
                headers.getFirst("Scenario"), URI.create(headers.getFirst("Server")), context, new PrintWriter(said));
        played.put(headers.getFirst("Scenario"), gotThrough);
        var answer = said.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(gotThrough ? 200 : 500, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static boolean plays(String scenario, URI server, byte[] context, PrintWriter said) {
        var given = context.length == 0 ? Json.object() : (Json.Obj) JsonBytes.read(context);
        try (var client = new ConformanceClient(server, given)) {
            client.play(scenario);
            return true;
        } catch (Exception e) {
            e.printStackTrace(said);
            return false;
        }
    }

    @Override
    public void close() {
        http.stop(0);
        turns.shutdownNow();
    }
}
