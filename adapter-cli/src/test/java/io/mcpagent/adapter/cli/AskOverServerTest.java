package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking a server whose answers break off, repeat, are nonsense, or never come. */
class AskOverServerTest extends CliTest {
    private static final String RUN = "11111111-1111-4111-8111-111111111111";
    private static final String SESSION = "22222222-2222-4222-8222-222222222222";
    private static final String STARTED = event("1", "run.started", """
            "session_id":"%s","owner":"o","question":"battery?","collections":[]""".formatted(SESSION));
    private static final String CALLED = event("2", "model.called", "\"model\":\"main/tiny\"");
    private static final String REPLIED = event("3", "model.replied", """
            "text":"Nine hours.","calls":[],"usage":{"input_tokens":1,"output_tokens":2}""");
    private static final String COMPLETED = event("4", "answer.completed", """
            "answer":"Nine hours.","answered":true,"citations":[],"usage":{"input_tokens":1,"output_tokens":2}""");
    private static final String AWAKE = ": awake\n\n";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private HttpServer server;

    /** What the server does with a question or with who follows its run. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/api/v1/collections", exchange -> json(exchange, 200, "{\"data\":[{}],\"has_more\":false}"));
        server.createContext("/api/v1/chat", this::next);
        server.createContext("/api/v1/runs", this::next);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void next(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var behind = Optional.ofNullable(headers.getFirst("Last-Event-ID")).map(id -> " behind " + id);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + behind.orElse(""));
        Optional.ofNullable(headers.getFirst("Idempotency-Key")).ifPresent(keys::add);
        answers.remove().to(exchange);
    }

    private static String event(String id, String name, String members) {
        return """
                id: %s
                event: %s
                data: {%s,"run_id":"%s","seq":%s,"at":"2026-01-01T00:00:0%sZ","session_id":"%s"}

                """.formatted(id, name, members, RUN, id, id, SESSION);
    }

    private static String text(String id, String text) {
        return "id: %s\nevent: text.delta\ndata: {\"run_id\":\"%s\",\"text\":\"%s\"}\n\n".formatted(id, RUN, text);
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders()
                .add("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Answer whole(String... events) {
        return exchange -> {
            stream(exchange, events);
            exchange.close();
        };
    }

    /** Closed in the midst of an answer, as when the server is killed. */
    private static Answer cut(String... events) {
        return exchange -> {
            stream(exchange, events);
            throw new IOException("the connection is dropped");
        };
    }

    private static void stream(HttpExchange exchange, String... events) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream;charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        for (var event : events) exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private Printed ask(String... more) {
        var args = new ArrayList<>(List.of("ask", "--server", url(), "battery?"));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void aBrokenAnswerGoesOnBehindWhatWasHeard() {
        answers.add(cut(STARTED, AWAKE, CALLED, text("2:4", "Nine")));
        answers.add(cut());
        answers.add(whole(CALLED, text("2:4", "Nine"), text("2:11", " hours."), REPLIED, COMPLETED));

        var printed = ask("--json");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.outJson().stream().map(line -> line.get("event").asText()))
                .containsExactly("run.started", "model.called", "model.replied", "answer.completed");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/chat",
                        "GET /api/v1/runs/" + RUN + "/events behind 2:4",
                        "GET /api/v1/runs/" + RUN + "/events behind 2:4");
    }

    @Test
    void aQuestionWhoseAnswerBreaksOffBeforeItBeginsIsAskedAgainUnderItsKey() {
        answers.add(cut());
        answers.add(whole());
        answers.add(exchange -> json(exchange, 503, "{\"code\":\"server_stopping\",\"detail\":\"It stops.\"}"));
        answers.add(whole(STARTED, CALLED, REPLIED, COMPLETED));

        assertThat(ask().out()).isEqualTo("Nine hours.\n");
        assertThat(asked).hasSize(4).containsOnly("POST /api/v1/chat");
        assertThat(keys).hasSize(4);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void aChatSaysEachWordOnceAndBeginsANewWhereTheReplyDoes() {
        stdin = "battery?\n/session\n";
        answers.add(cut(STARTED, CALLED, text("2:5", "Seven")));
        answers.add(whole(
                text("2:5", "Seven"),
                event("3", "text.reset", "\"replaces\":2"),
                event("4", "model.called", "\"model\":\"main/tiny\""),
                text("4:5", "Nine "),
                text("4:11", "hours."),
                event("5", "model.replied", """
                        "text":"Nine hours.","calls":[],"usage":{"input_tokens":1,"output_tokens":2}"""),
                event("6", "answer.completed", """
                        "answer":"Nine hours.","answered":true,"citations":[],"usage":{"input_tokens":1,"output_tokens":2}""")));

        assertThat(run("chat", "--server", url()).out()).isEqualTo("Seven\nNine hours.\n" + SESSION + "\n");
    }

    @Test
    void aRunThatWaitsForAPersonIsLeft() {
        answers.add(whole(STARTED, event("2", "run.parked", "\"x\":1")));

        var printed = ask();

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).contains(RUN, "mcp-agent inbox");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatANewerServerTellsBesideIsPassedOverAndSaid() {
        answers.add(whole(STARTED, event("2", "weather.changed", "\"rain\":true"), REPLIED, COMPLETED));

        var printed = ask();

        assertThat(printed.out()).isEqualTo("Nine hours.\n");
        assertThat(printed.err()).contains("newer", "weather.changed");
    }

    @Test
    void whatTheServerSaysHasFailedIsSaidHere() {
        answers.add(whole(
                STARTED,
                "event: problem\ndata: {\"status\":500,\"code\":\"internal_error\",\"detail\":\"It broke.\"}\n\n"));
        assertThat(ask().err()).contains("It broke.");

        answers.add(
                exchange -> json(exchange, 404, "{\"code\":\"agent_not_found\",\"detail\":\"There is no agent x.\"}"));
        var refused = ask();
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("There is no agent x.");

        answers.add(
                exchange -> json(exchange, 422, "{\"code\":\"model_provider_unknown\",\"detail\":\"No provider.\"}"));
        assertThat(ask("--model", "elsewhere/x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(asked).as("nothing is tried again").hasSize(3);
    }

    @Test
    void nonsenseIsToldOfAndNotFollowed() {
        answers.add(exchange -> json(exchange, 200, "{\"answer\":\"Nine hours.\"}"));
        answers.add(whole("data: hello\n\n"));
        answers.add(whole(STARTED, "id: -7\nevent: model.called\ndata: {}\n\n"));
        answers.add(whole(STARTED, "id: 2\nevent: answer.completed\ndata: {\"answer\":7}\n\n"));
        answers.add(whole(STARTED, "id: 2\nevent: model.called\ndata: [\n\n"));
        answers.add(whole("event: run.started\nid: 1\ndata: {\"run_id\":\"../users\",\"session_id\":\"x\"}\n\n"));
        for (var each = answers.size(); each > 0; each--) {
            var printed = ask();
            assertThat(printed.exitCode()).as(printed.err()).isEqualTo(ExitCode.FAILED);
            assertThat(printed.err()).doesNotContain("unexpected", "backup");
        }
        assertThat(asked).hasSize(6);
    }

    @Test
    void anEventWithoutAnEndIsNotGatheredForEver() {
        answers.add(exchange -> {
            stream(exchange, STARTED, "data: ");
            var much = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (var sent = 0; sent < 64; sent++) exchange.getResponseBody().write(much);
        });

        assertThat(ask().err()).contains("longer than any that is expected");
    }

    @Test
    void anInterruptCancelsTheRunThereToo() {
        answers.add(whole(STARTED, CALLED));
        answers.add(exchange -> json(exchange, 200, "{\"id\":\"" + RUN + "\",\"status\":\"cancelled\"}"));

        assertThat(interruptedAtTheFirstEvent().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(asked).containsExactly("POST /api/v1/chat", "POST /api/v1/runs/" + RUN + "/cancel");
    }

    @Test
    void aRunThatCantBeCancelledIsSaidToGoOn() {
        answers.add(whole(STARTED, CALLED));
        answers.add(exchange -> json(exchange, 503, "{\"code\":\"server_stopping\",\"detail\":\"It stops.\"}"));

        var printed = interruptedAtTheFirstEvent();

        assertThat(printed.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(printed.err()).contains("The run " + RUN + " is not cancelled and may go on: It stops.");
    }

    private Printed interruptedAtTheFirstEvent() {
        var asking = Thread.currentThread();
        var interrupts = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                asking.interrupt();
            }
        };
        try {
            return run(Terminal.NONE, interrupts, "ask", "--json", "--server", url(), "battery?");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anInterruptBeforeTheRunIsKnownCancelsItToo() {
        var asking = Thread.currentThread();
        answers.add(exchange -> asking.interrupt());
        answers.add(whole(STARTED));
        answers.add(exchange -> json(exchange, 200, "{\"id\":\"" + RUN + "\",\"status\":\"cancelled\"}"));

        assertThat(ask().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(asked)
                .containsExactly("POST /api/v1/chat", "POST /api/v1/chat", "POST /api/v1/runs/" + RUN + "/cancel");
        assertThat(keys.stream().distinct()).hasSize(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatARunAsksIsAnsweredAndTheRunFollowedFromThere() {
        var input = "33333333-3333-4333-8333-333333333333";
        server.createContext(
                "/api/v1/inbox/" + input,
                exchange -> json(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("GET")
                                ? "{\"id\":\"%s\",\"run_id\":\"%s\"}".formatted(input, RUN)
                                : "{}"));
        answers.add(exchange ->
                json(exchange, 200, "{\"id\":\"%s\",\"session_id\":\"%s\",\"last_seq\":3}".formatted(RUN, SESSION)));
        answers.add(whole(COMPLETED));

        var printed = run("inbox", "answer", input, "--done", "It was sent.", "--server", url());

        assertThat(printed.out()).as(printed.err()).isEqualTo("Nine hours.\n");
        assertThat(asked).last().isEqualTo("GET /api/v1/runs/" + RUN + "/events behind 3");
    }

    @Test
    void aServerThatSaysNothingAnyMoreIsToldFromOneThatWaits() throws Exception {
        var remote = RemoteServer.of(url(), Optional.empty());
        var silent = new PipedInputStream();
        try (var talks = new PipedOutputStream(silent);
                var events = new ServerEvents(silent, Duration.ofMillis(200), new ServerFailures(remote))) {
            talks.write((AWAKE + STARTED).getBytes(StandardCharsets.UTF_8));
            talks.flush();
            assertThat(events.next().orElseThrow().name()).isEqualTo("run.started");
            assertThat(catchThrowable(events::next)).hasMessageContaining("in time");
        }
    }
}
