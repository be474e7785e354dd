package io.mcpagent.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void readsABodyUpToSoMuch() throws IOException {
        assertThat(BoundedBody.read(new ByteArrayInputStream("abc".getBytes(UTF_8)), 9, LONG))
                .asString()
                .isEqualTo("abc");
        assertThat(BoundedBody.read(new ByteArrayInputStream("abc".getBytes(UTF_8)), 2, LONG))
                .hasSize(2);
    }

    @Test
    void givesUpABodyThatStandsStill() throws Exception {
        var end = new CountDownLatch(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());

            assertThatThrownBy(() -> BoundedBody.read(answer.body(), 9, Duration.ofMillis(100)))
                    .isInstanceOf(HttpTimeoutException.class);
        } finally {
            end.countDown();
            server.stop(0);
        }
    }
}
