package io.mcpagent.benchmarks.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tool servers that say who they are and what they offer: at one port each with its own path, and as a program. */
final class ListedServers implements AutoCloseable {
    static final List<String> TOOLS = List.of("search", "read", "list", "create", "remove");

    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|\\d+)");
    private static final String DISCOVERED =
            "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"public\"}";
    private static final String TOOL =
            "{\"name\":\"%s\",\"description\":\"Handles the items of a project, by the key of the project and words that stand in the item.\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"project\":{\"type\":\"string\",\"description\":\"The key of the project.\"},\"words\":{\"type\":\"string\",\"description\":\"What the item says.\"},\"limit\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,\"description\":\"How many are given back.\"}},\"required\":[\"project\"]}}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ListedServers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ListedServers::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(int number) {
        return "http://127.0.0.1:%d/%d/mcp".formatted(port(), number);
    }

    /** For a shell. */
    static String program() {
        return """
                while read -r line; do
                  id=$(printf '%%s' "$line" | sed 's/.*"id":\\([0-9]*\\).*/\\1/')
                  case $line in
                  *'"server/discover"'*) printf '{"jsonrpc":"2.0","id":%%s,"result":%%s}\\n' "$id" '%s' ;;
                  *'"tools/list"'*) printf '{"jsonrpc":"2.0","id":%%s,"result":%%s}\\n' "$id" '%s' ;;
                  esac
                done
                """.formatted(DISCOVERED, listed());
    }

    private static String listed() {
        return TOOLS.stream()
                .map(TOOL::formatted)
                .collect(Collectors.joining(
                        ",",
                        "{\"resultType\":\"complete\",\"ttlMs\":60000,\"cacheScope\":\"public\",\"tools\":[",
                        "]}"));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var id = ID.matcher(asked);
            if (!id.find()) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var result = asked.contains("\"server/discover\"") ? DISCOVERED : listed();
            var body = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                    .formatted(id.group(1), result)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
