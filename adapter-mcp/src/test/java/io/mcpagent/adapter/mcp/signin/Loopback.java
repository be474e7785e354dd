package io.mcpagent.adapter.mcp.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of HTTP on loopback that does what a test says for each path, and remembers what it was asked. */
class Loopback implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> mistakes = new CopyOnWriteArrayList<>();

    /** What is said to a request. */
    interface Handler {
        Said answer(Asked asked);
    }

    /** A request, with the parameters of its query or its form. */
    record Asked(String method, String path, Map<String, String> parameters, Map<String, String> headers, String body) {
        Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Said(int status, Map<String, String> headers, byte[] body) {
        static Said json(int status, Json json) {
            return new Said(status, Map.of("Content-Type", "application/json"), JsonBytes.write(json));
        }

        static Said text(int status, String text) {
            return new Said(status, Map.of("Content-Type", "text/html"), text.getBytes(StandardCharsets.UTF_8));
        }

        static Said redirect(int status, String location) {
            return new Said(status, Map.of("Location", location), new byte[0]);
        }
    }

    Loopback() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on; what was said for that path before is forgotten. */
    void on(String path, Handler handler) {
        handlers.put(path, handler);
    }

    void onJson(String path, Json json) {
        on(path, ignored -> Said.json(200, json));
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path.equals(path)).toList();
    }

    List<String> paths() {
        return asked.stream().map(Asked::path).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = read(exchange);
            asked.add(request);
            var said = Optional.ofNullable(handlers.get(request.path))
                    .map(handler -> handler.answer(request))
                    .orElseGet(() -> Said.text(404, "not here"));
            said.headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(said.status, said.body.length == 0 ? -1 : said.body.length);
            if (said.body.length > 0) exchange.getResponseBody().write(said.body);
        } catch (RuntimeException e) {
            mistakes.add(e);
            throw e;
        }
    }

    private static Asked read(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var isForm = Optional.ofNullable(headers.get("content-type")).orElse("").startsWith("application/x-www-form");
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(isForm ? body : query),
                headers,
                body);
    }

    static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) parameters.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        // The server would only close the connection, and the test look for a reason elsewhere.
        if (!mistakes.isEmpty()) throw new AssertionError("a handler of the test broke", mistakes.getFirst());
    }
}
