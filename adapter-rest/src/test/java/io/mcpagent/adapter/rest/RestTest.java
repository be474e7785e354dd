package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mcpagent.adapter.rest.ratelimit.RequestRates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A real server on a port of its own, and what speaks to it: a client, and bare sockets for what no client sends. */
abstract class RestTest {
    static final RestSettings SETTINGS = settings(Duration.ofSeconds(30), 2_000);
    private static final ObjectMapper JSON = new ObjectMapper();

    final InMemoryPlatform platform = new InMemoryPlatform();
    final HttpClient client = HttpClient.newHttpClient();
    private RestServer server = RestServer.open(settings(), platform);

    RestSettings settings() {
        return SETTINGS;
    }

    static RestSettings settings(Duration bodyTime, int maxStreams) {
        return settings(
                Front.NONE, new RestSettings.Limits(1 << 20, 64L << 20, bodyTime, maxStreams, Duration.ofSeconds(5)));
    }

    static RestSettings settings(Front front) {
        return settings(front, SETTINGS.limits());
    }

    /** Tests ask more often than anybody would. */
    private static RestSettings settings(Front front, RestSettings.Limits limits) {
        return new RestSettings("127.0.0.1", 0, front, new RequestRates(Map.of(), Map.of(), Map.of()), limits);
    }

    @AfterEach
    void close() {
        // First, as Jetty gives connections that are kept open another second when it stops.
        client.shutdownNow();
        server.close();
        platform.close();
    }

    RestServer server() {
        return server;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The lines of a request's head, and the empty one behind them. */
    static byte[] head(String... lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** What comes back until the server closes; {@code Connection: close} is for the request to say. */
    String raw(byte[] request) {
        try (var socket = socket()) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String raw(String request) {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Checks what every problem has. */
    static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .hasValue(problem.path("request_id").asText());
        assertThat(answer.body()).doesNotContain("Exception", "jetty", "javalin", "io.mcpagent", "\tat ");
        return problem;
    }

    /** The same of an answer as it came over the socket. */
    static JsonNode problem(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("application/problem+json");
        var body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        var problem = json(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(answer).doesNotContain("Exception", "jetty", "javalin", "io.mcpagent", "\tat ");
        return problem;
    }
}
