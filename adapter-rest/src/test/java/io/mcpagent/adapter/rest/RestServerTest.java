package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.Conflict;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every path: who is served, which requests are none, and what is told of them. */
class RestServerTest extends RestTest {
    @Test
    void tellsThatItLivesAndIsReady() {
        assertThat(json(get("/health/live")).path("status").asText()).isEqualTo("live");
        assertThat(json(get("/health/ready")).path("status").asText()).isEqualTo("ready");
    }

    @Test
    void refusesAPortThatIsInUse() {
        var taken = SETTINGS.at("127.0.0.1", server().port());

        assertThatThrownBy(() -> RestServer.open(taken, platform))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("in use")
                .extracting("code")
                .isEqualTo("port_in_use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.0.1", "127.0.0.1.example.org", "localhost.example.org", "127.1"})
    void listensElsewhereOnlyOnceThereAreUsers(String host) {
        assertThatThrownBy(() -> RestServer.open(SETTINGS.at(host, 0), platform))
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo("server_without_users"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "http://127.0.0.1", "127.0.0.1\r\n"})
    void listensOnNothingThatIsNoAddress(String host) {
        assertThatThrownBy(() -> SETTINGS.at(host, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.3.2.1", "::1", "[::1]", "localhost"})
    void listensOnLoopback(String host) {
        assertThat(SETTINGS.at(host, 0).host()).isEqualTo(host);
    }

    @Test
    void anUnknownPathIsAProblem() {
        problem(get("/nowhere"), 404, "route_not_found");
        problem(get("/"), 404, "route_not_found");
        problem(get("/api/v1/nowhere"), 404, "route_not_found");
        problem(get("/API/V1/search"), 404, "route_not_found");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        var answer = send(request("/api/v1/search").DELETE());

        problem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
        problem(send(request("/health/live").method("BREW", BodyPublishers.noBody())), 405, "method_not_allowed");
    }

    @Test
    void optionsTellTheMethods() {
        var answer = send(request("/api/v1/search").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        var found = send(request("/health/live").HEAD());
        var wrong = send(request("/api/v1/search?limit=0&q=x").HEAD());

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEmpty();
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).isEmpty();
    }

    @Test
    void keepsAConnectionForTheNextRequest() {
        var three = Stream.of("/health/live", "/nowhere", "/health/ready")
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n")
                .collect(Collectors.joining("\r\n", "", "Connection: close\r\n\r\n"));

        assertThat(raw(three)).contains("\"live\"", "\"route_not_found\"", "\"ready\"");
    }

    @Test
    void takesTheIdOfARequestOrMakesOne() {
        var given = send(request("/nowhere").header("X-Request-Id", "my-Request_1.2"));
        var unusable = send(request("/nowhere").header("X-Request-Id", "a b"));
        var tooLong = send(request("/nowhere").header("X-Request-Id", "x".repeat(65)));

        assertThat(problem(given, 404, "route_not_found").path("request_id").asText())
                .isEqualTo("my-Request_1.2");
        assertThat(problem(unusable, 404, "route_not_found").path("request_id").asText())
                .matches("[0-9a-f]{32}");
        assertThat(problem(tooLong, 404, "route_not_found").path("request_id").asText())
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8642", "[::1]:8642", "127.9.9.9"})
    void answersToTheNamesOfThisMachine(String host) {
        assertThat(raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"})
    void answersToNoOtherName(String host) {
        problem(
                raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"),
                403,
                "host_refused");
    }

    @Test
    void aNameInTheRequestLineCountsAsWell() {
        var answer =
                raw("GET http://evil.example/health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        problem(answer, 403, "host_refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://localhost", "file://"})
    void refusesPagesOfOtherOrigins(String origin) {
        problem(
                raw("GET /health/live HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                        + "\r\nConnection: close\r\n\r\n"),
                403,
                "origin_refused");
    }

    @Test
    void oneForeignOriginAmongSeveralIsForeign() {
        var own = "localhost:" + server().port();
        var request = head(
                "GET /health/live HTTP/1.1",
                "Host: " + own,
                "Origin: http://" + own,
                "Origin: http://evil.example",
                "Connection: close");

        problem(raw(request), 403, "origin_refused");
    }

    @Test
    void refusesABodyThatIsPacked() {
        var packed = send(request("/api/v1/search")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{\"query\": \"battery\"}")));
        var upload = send(request("/api/v1/documents?collection=notes")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("x")));

        problem(packed, 415, "content_encoding_unsupported");
        assertThat(packed.headers().firstValue("Accept-Encoding")).hasValue("identity");
        problem(upload, 415, "content_encoding_unsupported");
    }

    @Test
    void namesTenOfManyFieldsThatAreWrong() {
        var keys = IntStream.range(0, 60_000).mapToObj(n -> "\"k" + n + "\":1").collect(Collectors.joining(","));

        var problem = problem(post("/api/v1/search", "{\"query\": \"x\"," + keys + "}"), 400, "fields_invalid");

        assertThat(problem.path("errors")).hasSize(10);
        assertThat(problem.path("detail").asText()).startsWith("60,000 fields are wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/live HTTP/1.1",
                "HEAD /api/v1/sessions HTTP/1.1",
                "OPTIONS /api/v1/chat HTTP/1.1",
                "GET /nowhere HTTP/1.1",
                "PUT /api/v1/sessions HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /api/v1/runs/nope HTTP/1.1"
            })
    void tellsBrowsersToKeepAndShowNothing(String line) {
        assertThat(raw(head(line, "Host: localhost", "Connection: close")))
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .containsIgnoringCase("\r\nX-Frame-Options: DENY\r\n")
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
                .containsIgnoringCase("\r\nCross-Origin-Resource-Policy: same-origin\r\n");
    }

    @Test
    void takesPagesOfItsOwn() {
        var port = server().port();
        var answer = raw(
                "GET /health/live HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://localhost:%d\r\nConnection: close\r\n\r\n"
                        .formatted(port, port));

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        problem(
                raw("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n"),
                431,
                "headers_too_large");
        problem(raw("GET /health/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414, "uri_too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /health/live HTTP/1.1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"
            })
    void whatIsNoHttpIsAProblem(String request) {
        problem(raw(request), 400, "request_malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../api/v1/../../etc/passwd",
                "/api/v1/..%2f..%2fetc%2fpasswd",
                "/api/v1//search",
                "/api/v1/search/../../../health/live/..;/x",
                "/api/v1/%2e%2e/x",
                "/api/v1/search%00"
            })
    void noPathLeadsElsewhere(String path) {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*application/problem\\+json.*");
    }

    @Test
    void aStopWaitsForWhatRuns() throws Exception {
        platform.holds("battery.txt", "The battery lasts nine hours.");
        var search = platform.pauseNextEmbedding();
        var answer = client.sendAsync(request("/api/v1/search?q=battery").GET().build(), BodyHandlers.ofString());
        search.begun().await();
        var stopping = new FutureTask<>(() -> {
            server().close();
            return true;
        });
        new Thread(stopping).start();
        awaitRefusedConnections();
        // Longer than the connections that do nothing are left open.
        assertThatThrownBy(() -> stopping.get(1500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        search.goOn().countDown();

        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(stopping.get()).isTrue();
    }

    @Test
    void aStopLeavesWhatRunsLongerThanTheSettingsSay() throws Exception {
        platform.holds("battery.txt", "The battery lasts nine hours.");
        var search = platform.pauseNextEmbedding();
        var cutOff = client.sendAsync(request("/api/v1/search?q=battery").GET().build(), BodyHandlers.ofString());
        search.begun().await();
        var before = System.nanoTime();

        server().close();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(
                        SETTINGS.limits().drainTime(),
                        SETTINGS.limits().drainTime().plusSeconds(5));
        search.goOn().countDown();
        assertThat(cutOff).failsWithin(Duration.ofSeconds(10));
    }

    private void awaitRefusedConnections() {
        while (true) {
            try {
                socket().close();
            } catch (IOException refused) {
                return;
            }
        }
    }

    @Test
    void stopsWithoutWaitingWhenNothingRuns() {
        get("/health/live");
        var before = System.nanoTime();

        server().close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThatThrownBy(() -> get("/health/live")).hasRootCauseInstanceOf(IOException.class);
    }
}
