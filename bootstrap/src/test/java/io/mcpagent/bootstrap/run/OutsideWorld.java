package io.mcpagent.bootstrap.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What a server speaks to: a chat model, which never says the same twice, and a post office, which counts its letters. Each
 * tells what it is about to do, so that the server can be killed just then.
 */
final class OutsideWorld implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final AtomicInteger letters = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private final Consumer<String> moments;

    /**
     * Open for business.
     *
     * @param moments told, by the thread that is about to do it: {@code asked 1}, {@code said 1} before the end of the
     *     first reply, {@code letter}, {@code delivered}, {@code asked 2}, {@code spoken 1} and on for each part of the answer
     */
    OutsideWorld(Consumer<String> moments) throws IOException {
        this.moments = moments;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::reply);
        server.createContext("/letters", this::deliver);
        server.start();
    }

    URI office() {
        return at("/letters");
    }

    URI models() {
        return at("/v1");
    }

    int letters() {
        return letters.get();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void reply(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var number = replies.incrementAndGet();
        var isAnswer = request.contains("\"role\":\"tool\"") || request.contains("\"role\" : \"tool\"");
        moments.accept(isAnswer ? "asked 2" : "asked 1");
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        if (isAnswer) answer(exchange, number);
        else {
            part(
                    exchange,
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c" + number
                            + "\",\"type\":\"function\",\"function\":{\"name\":\"send_letter\",\"arguments\":"
                            + "\"{\\\"to\\\":\\\"Ada\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}]}");
            moments.accept("said 1");
        }
        part(exchange, "[DONE]");
        exchange.close();
    }

    private void answer(HttpExchange exchange, int number) throws IOException {
        var words = ("Reply " + number + ": the letter 🐝 to Ada is on its way.").split("(?<= )", -1);
        for (var i = 0; i < words.length; i++) {
            part(
                    exchange,
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}%s}]}"
                            .formatted(words[i], i == words.length - 1 ? ",\"finish_reason\":\"stop\"" : ""));
            moments.accept("spoken " + (i + 1));
        }
    }

    private static void part(HttpExchange exchange, String data) throws IOException {
        exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void deliver(HttpExchange exchange) throws IOException {
        moments.accept("letter");
        letters.incrementAndGet();
        moments.accept("delivered");
        var answer = "The letter is on its way.".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
