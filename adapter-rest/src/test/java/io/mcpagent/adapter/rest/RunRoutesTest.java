package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking over HTTP: one answer or a stream, coming back to a run, and leaving it. */
class RunRoutesTest extends RestTest {
    private static final String QUESTION = "{\"message\": \"How long does the battery last?\"%s}";

    @BeforeEach
    void aManual() {
        platform.holds("battery.txt", "The battery lasts nine hours.");
    }

    record Event(String id, String name, JsonNode data) {}

    @Test
    void answersInOne() {
        var answer = post("/api/v1/chat", QUESTION.formatted(""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("answer").asText()).contains("nine hours");
        assertThat(json(answer).path("answered").asBoolean()).isTrue();
        assertThat(json(answer).path("citations").path(0).path("document").asText())
                .isEqualTo("battery.txt");
        assertThat(json(answer).path("run_id").asText()).isNotBlank();
        assertThat(json(answer).path("session_id").asText()).isNotBlank();
    }

    @Test
    void streamsWhatHappensToTheAnswer() {
        var events = stream(QUESTION.formatted(""));

        assertThat(events.getFirst().name()).isEqualTo("run.started");
        assertThat(events.getLast().name()).isEqualTo("answer.completed");
        assertThat(events).extracting(Event::name).contains("passages.retrieved", "model.called", "text.delta");
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.data().path("run_id").asText()).isNotBlank());
        assertThat(textOf(events))
                .isEqualTo(events.getLast().data().path("answer").asText());
        assertGrowing(events);
    }

    @Test
    void comesBackToARunWithTheLastIdAndMissesNothing() {
        var all = stream(QUESTION.formatted(""));
        var run = all.getFirst().data().path("run_id").asText();

        for (var n = 0; n < all.size() - 1; n++) {
            var rest = events(send(request("/api/v1/runs/" + run + "/events")
                    .header("Last-Event-ID", all.get(n).id())
                    .GET()));
            var seen = new ArrayList<>(all.subList(0, n + 1));
            seen.addAll(rest);
            assertGrowing(seen);
            assertThat(textOf(seen)).isEqualTo(textOf(all));
            assertThat(rest.getLast().name()).isEqualTo("answer.completed");
        }
        var byParameter =
                get("/api/v1/runs/" + run + "/events?after=" + all.getFirst().id());
        assertThat(events(byParameter)).hasSizeGreaterThan(2);
        var over = get("/api/v1/runs/" + run + "/events?after=" + all.getLast().id());
        assertThat(over.statusCode()).isEqualTo(204);
    }

    @Test
    void aModelThatThereIsNotIsRefusedBeforeAnythingIsBegun() {
        problem(
                post("/api/v1/chat", QUESTION.formatted(", \"model\": \"elsewhere/x\"")),
                422,
                "model_provider_unknown");
        problem(
                post(
                        "/api/v1/agents",
                        "{\"name\": \"clerk\", \"instructions\": \"Be brief.\", \"model\": \"elsewhere/x\"}"),
                422,
                "model_provider_unknown");

        assertThat(json(get("/api/v1/sessions")).path("data")).isEmpty();
        assertThat(json(get("/api/v1/agents")).path("data")).hasSize(1);
    }

    @Test
    void tellsWhetherWhatFailedMayGoWellLater() {
        platform.model.fails(new UpstreamFailure("model_unauthorized", "Wrong key.", false));
        var forGood = post("/api/v1/chat", QUESTION.formatted(""));
        platform.model.fails(UpstreamFailure.notBefore(Duration.ofSeconds(7), "model_rate_limited", "Busy."));
        var forNow = post("/api/v1/chat", QUESTION.formatted(""));

        problem(forGood, 502, "model_unauthorized");
        assertThat(forGood.headers().firstValue("Retry-After")).isEmpty();
        problem(forNow, 503, "model_rate_limited");
        assertThat(forNow.headers().firstValue("Retry-After")).hasValue("7");
        var last = stream(QUESTION.formatted("")).getLast();
        assertThat(last.name()).isEqualTo("run.failed");
        assertThat(last.data().path("retryable").asBoolean()).isTrue();
        assertThat(last.data().path("retry_after_ms").asInt()).isEqualTo(7_000);
    }

    @Test
    void aPlaceThatTheRunHasNotComeToIsRefused() {
        var run = json(post("/api/v1/chat", QUESTION.formatted("")))
                .path("run_id")
                .asText();

        problem(get("/api/v1/runs/" + run + "/events?after=99"), 422, "stream_position_unknown");
        problem(get("/api/v1/runs/" + run + "/events?after=x"), 422, "stream_position_invalid");
    }

    @Test
    void runsAreListedShownAndNotFound() {
        var first = json(post("/api/v1/chat", QUESTION.formatted("")))
                .path("run_id")
                .asText();
        var second = json(post("/api/v1/chat", QUESTION.formatted("")))
                .path("run_id")
                .asText();

        var page = json(get("/api/v1/runs?limit=1"));
        assertThat(page.path("data").path(0).path("id").asText()).isEqualTo(second);
        assertThat(page.path("has_more").asBoolean()).isTrue();
        var next = json(get("/api/v1/runs?limit=1&after=" + page.path("next").asText()));
        assertThat(next.path("data").path(0).path("id").asText()).isEqualTo(first);
        assertThat(next.path("has_more").asBoolean()).isFalse();
        assertThat(json(get("/api/v1/runs/" + first)).path("status").asText()).isEqualTo("completed");
        problem(get("/api/v1/runs/" + UUID.randomUUID()), 404, "run_not_found");
        problem(get("/api/v1/runs/nonsense"), 404, "run_not_found");
        problem(get("/api/v1/runs/" + UUID.randomUUID() + "/events"), 404, "run_not_found");
    }

    @Test
    void aRunOutlivesItsClient() throws IOException {
        platform.model.pauses();
        var run = leaveInTheMiddle("");

        platform.model.goOn();

        awaitStatus(run, "completed");
    }

    @Test
    void aRunThatWasAskedForSoIsCancelledWhenItsClientLeaves() throws IOException {
        platform.model.pauses();
        var run = leaveInTheMiddle(", \"cancel_on_disconnect\": true");

        awaitStatus(run, "cancelled");
    }

    @Test
    void aRunIsCancelled() throws IOException {
        platform.model.pauses();
        var run = leaveInTheMiddle("");

        var answer = send(request("/api/v1/runs/" + run + "/cancel").POST(BodyPublishers.noBody()));

        assertThat(json(answer).path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void aClientThatClosesItsSideStillHearsTheAnswer() throws IOException {
        platform.model.pauses();
        try (var socket = ask("")) {
            var lines = lines(socket);
            awaitLine(lines, "event: text.delta");
            socket.shutdownOutput();
            platform.model.goOn();
            awaitLine(lines, "event: answer.completed");
        }
    }

    @Test
    void aStopEndsTheStreamsAndTellsThem() throws IOException {
        platform.model.pauses();
        try (var socket = ask("")) {
            var lines = lines(socket);
            awaitLine(lines, "event: text.delta");
            var before = System.nanoTime();
            server().close();
            awaitLine(lines, ": the server stops; come back with the last id");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(SETTINGS.limits().drainTime());
        }
    }

    @Test
    void sessionsGoOnAreShownExportedForkedAndDeleted() {
        var first = json(post("/api/v1/chat", QUESTION.formatted("")));
        var session = first.path("session_id").asText();
        var second = json(post("/api/v1/chat", QUESTION.formatted(", \"session_id\": \"" + session + "\"")));
        var path = "/api/v1/sessions/" + session;

        assertThat(second.path("session_id").asText()).isEqualTo(session);
        assertThat(json(get("/api/v1/sessions")).path("data")).hasSize(1);
        assertThat(json(get(path)).path("title").asText()).contains("battery");
        var messages = json(get(path + "/messages?limit=3"));
        assertThat(messages.path("data")).hasSize(3);
        assertThat(messages.path("has_more").asBoolean()).isTrue();
        assertThat(json(get(path + "/messages?after=" + messages.path("next").asText()))
                        .path("data"))
                .hasSize(1);
        assertThat(json(get(path + "/export")).path("messages")).hasSize(4);
        assertThat(get(path + "/export?format=markdown").body()).startsWith("# ");
        var renamed = send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"title\": \"Batteries\"}")));
        assertThat(json(renamed).path("title").asText()).isEqualTo("Batteries");
        var upTo = messages.path("data").path(1).path("id").asText();
        var fork = post(path + "/fork", "{\"up_to\": \"" + upTo + "\"}");
        assertThat(fork.statusCode()).isEqualTo(201);
        var forked = fork.headers().firstValue("Location").orElseThrow();
        assertThat(json(get(forked + "/messages")).path("data")).hasSize(2);
        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(204);
        problem(get(path), 404, "session_not_found");
    }

    @Test
    void wrongQuestionsAreToldFieldByField() {
        var errors = problem(
                        post("/api/v1/chat", "{\"session_id\": \"x\", \"collections\": \"all\"}"),
                        400,
                        "fields_invalid")
                .path("errors");

        assertThat(errors)
                .extracting(error -> error.path("field").asText())
                .containsExactlyInAnyOrder("message", "session_id", "collections");
        problem(post("/api/v1/chat", QUESTION.formatted(", \"agent\": \"nobody\"")), 404, "agent_not_found");
        problem(
                post("/api/v1/chat", QUESTION.formatted(", \"session_id\": \"" + UUID.randomUUID() + "\"")),
                404,
                "session_not_found");
        problem(
                send(request("/api/v1/chat")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(QUESTION.formatted(", \"agent\": \"nobody\"")))),
                404,
                "agent_not_found");
    }

    private List<Event> stream(String body) {
        return events(send(request("/api/v1/chat")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(body))));
    }

    private static List<Event> events(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        var events = new ArrayList<Event>();
        for (var block : answer.body().split("\n\n", -1)) {
            if (block.isBlank() || block.startsWith(":")) continue;
            var lines = block.split("\n", -1);
            events.add(new Event(
                    lines[0].substring("id: ".length()),
                    lines[1].substring("event: ".length()),
                    json(lines[2].substring("data: ".length()))));
        }
        return events;
    }

    /** As a client does it: the text of each call by its number, and the last call's is the answer. */
    private static String textOf(List<Event> events) {
        var text = new StringBuilder();
        for (var event : events) {
            if (event.name().equals("model.called")) text.setLength(0);
            if (event.name().equals("text.delta"))
                text.append(event.data().path("text").asText());
        }
        return text.toString();
    }

    private static void assertGrowing(List<Event> events) {
        for (var n = 1; n < events.size(); n++) {
            assertThat(place(events.get(n))).isGreaterThan(place(events.get(n - 1)));
        }
    }

    private static long place(Event event) {
        var parts = event.id().split(":", 2);
        return Long.parseLong(parts[0]) * 1_000_000 + (parts.length < 2 ? 0 : Long.parseLong(parts[1]));
    }

    private Socket ask(String more) throws IOException {
        var body = QUESTION.formatted(more);
        var socket = socket();
        socket.getOutputStream().write("""
                POST /api/v1/chat HTTP/1.1\r
                Host: localhost\r
                Accept: text/event-stream\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(body.length(), body).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private String leaveInTheMiddle(String more) throws IOException {
        try (var socket = ask(more)) {
            var lines = lines(socket);
            awaitLine(lines, "event: run.started");
            var run = json(lines.readLine().substring("data: ".length()))
                    .path("run_id")
                    .asText();
            awaitLine(lines, "event: text.delta");
            return run;
        }
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
        for (var line = lines.readLine(); ; line = lines.readLine()) {
            assertThat(line).as("the stream ended without " + wanted).isNotNull();
            if (wanted.equals(line)) return;
        }
    }

    private void awaitStatus(String run, String wanted) {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var status = "";
        while (!status.equals(wanted)) {
            assertThat(System.nanoTime()).as("still " + status).isLessThan(until);
            status = json(get("/api/v1/runs/" + run)).path("status").asText();
        }
    }
}
