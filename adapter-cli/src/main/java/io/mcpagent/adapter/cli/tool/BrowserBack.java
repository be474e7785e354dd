package io.mcpagent.adapter.cli.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Where a browser of this machine comes back to, for as long as somebody signs in. Any page in any browser here can send
 * requests to it, so it takes the answer to what was begun and lets nothing else end the waiting.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, 7.3</a>
 */
final class BrowserBack implements AutoCloseable {
    private static final String PATH = "/callback";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Optional<String> state = Optional.empty();
    private volatile Consumer<String> answered = answer -> {};

    private BrowserBack(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** @param port 0 for any that is free */
    static BrowserBack open(int port) {
        try {
            var loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            return new BrowserBack(HttpServer.create(new InetSocketAddress(loopback, port), 0));
        } catch (IOException failed) {
            throw new UpstreamFailure(
                    "sign_in_not_listening",
                    "%s of this machine can't be listened on: %s. Sign in with --paste."
                            .formatted(port == 0 ? "A port" : "Port " + port, failed.getMessage()),
                    false,
                    failed);
        }
    }

    /** An address of this machine at which nobody listens, for a browser elsewhere. */
    static URI nobody(int port) {
        if (port != 0) return address(port);
        try (var back = open(port)) {
            return back.address();
        }
    }

    URI address() {
        return address(server.getAddress().getPort());
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, PATH));
    }

    /**
     * Waits from now on.
     *
     * @param sent where the browser was sent
     * @param told the query of the answer, once it comes
     */
    void expect(URI sent, Consumer<String> told) {
        answered = told;
        state = state(sent);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var isOurs = exchange.getRequestMethod().equals("GET")
                && uri.getPath().equals(PATH)
                && state.isPresent()
                && state(uri).equals(state);
        try (exchange) {
            page(exchange, isOurs ? 200 : 404, isOurs ? "You can close this window." : "Nobody waits for this here.");
        } finally {
            // Whoever waits closes all this at once, so the page has to be out by then.
            if (isOurs) answered.accept(uri.getRawQuery());
        }
    }

    private static void page(HttpExchange exchange, int status, String text) throws IOException {
        var page =
                "<!doctype html><title>MCP Agent</title><p>%s".formatted(text).getBytes(StandardCharsets.US_ASCII);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=us-ascii");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Connection", "close");
        exchange.sendResponseHeaders(status, page.length);
        try (var body = exchange.getResponseBody()) {
            body.write(page);
        }
    }

    private static Optional<String> state(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .filter(parameter -> parameter.startsWith("state="))
                .findFirst();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
