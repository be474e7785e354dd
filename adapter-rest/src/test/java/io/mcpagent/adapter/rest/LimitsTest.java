package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Many clients, and clients that take their time. */
class LimitsTest extends RestTest {
    private static final int STREAMS = 1_000;
    private static final long MEBIBYTE = 1L << 20;

    @Override
    RestSettings settings() {
        return settings(Duration.ofMillis(300), STREAMS);
    }

    @Test
    void aThousandIdleStreamsAreHeldAndOneMoreIsTurnedAway() throws IOException {
        platform.model.pauses();
        var open = new ArrayList<Socket>();
        open.add(socket());
        var run = startedRun(open.getFirst());
        var before = usedMemory();
        try {
            // One is the client that asked.
            for (var n = 1; n < STREAMS; n++) {
                open.add(follow(run));
            }
            for (var socket : open.subList(1, open.size())) {
                assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                        .isEqualTo("HTTP/1.1 200 OK");
            }
            assertThat(usedMemory() - before).isLessThan(150 * MEBIBYTE);

            var refused = get("/api/v1/runs/" + run + "/events");

            problem(refused, 503, "streams_exhausted");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        } finally {
            for (var socket : open) socket.close();
        }
    }

    @Test
    void aBodyThatTricklesInIsGivenUp() throws IOException {
        try (var socket = socket()) {
            var out = socket.getOutputStream();
            out.write(head(
                    "POST /api/v1/search HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: 100000"));
            assertThat(answerBetweenBytes(socket)).startsWith("HTTP/1.1 408");
        }
    }

    /** Sends another byte whenever no answer has come for a moment. */
    private static String answerBetweenBytes(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        while (true) {
            try {
                return lines.readLine();
            } catch (SocketTimeoutException notYet) {
                socket.getOutputStream().write('x');
            }
        }
    }

    private Socket follow(String run) throws IOException {
        var socket = socket();
        socket.getOutputStream()
                .write(("GET /api/v1/runs/" + run + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String startedRun(Socket socket) throws IOException {
        var body = "{\"message\": \"Are you there?\"}";
        socket.getOutputStream()
                .write(("POST /api/v1/chat HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.US_ASCII));
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: "))
                return json(line.substring("data: ".length())).path("run_id").asText();
        }
        throw new AssertionError("no run began");
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
