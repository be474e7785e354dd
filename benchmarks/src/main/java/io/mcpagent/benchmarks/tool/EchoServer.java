package io.mcpagent.benchmarks.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A tool server of revision 2025-11-25 with one tool, which says always the same: over its standard streams, or over HTTP
 * with a stream of events for each call, as the official servers do it. Uses the JDK alone.
 */
public final class EchoServer {
    static final String PORT = "port=";
    public static final String TOOL = "echo";
    public static final String MESSAGE = "hello";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]*)\"");

    private EchoServer() {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("http")) http();
        else streams();
    }

    private static void streams() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var answer = answer(line);
            if (answer.isEmpty()) continue;
            System.out.print(answer + "\n");
            System.out.flush();
        }
    }

    private static void http() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", EchoServer::handle);
        server.start();
        System.out.println(PORT + server.getAddress().getPort());
        // Ends with whoever started it.
        while (System.in.read() >= 0) {}
        server.stop(0);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
                return;
            }
            var answer = answer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (answer.isEmpty()) {
                exchange.sendResponseHeaders(ACCEPTED, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Mcp-Session-Id", "one");
            exchange.sendResponseHeaders(OK, 0);
            exchange.getResponseBody()
                    .write("event: message\ndata: %s\n\n".formatted(answer).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String answer(String message) {
        var id = ID.matcher(message);
        var method = METHOD.matcher(message);
        if (!id.find() || !method.find()) return "";
        return switch (method.group(1)) {
            case "initialize" ->
                result(
                        id.group(1),
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}}");
            case "tools/list" ->
                result(
                        id.group(1),
                        "{\"tools\":[{\"name\":\"echo\",\"description\":\"Says it again.\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}},\"required\":[\"message\"]}}]}");
            case "tools/call" -> result(id.group(1), "{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}");
            default ->
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}"
                        .formatted(id.group(1));
        };
    }

    private static String result(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, result);
    }
}
