package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRoutesTest extends RestTest {
    @BeforeEach
    void aManual() {
        platform.holds("battery.txt", "The battery lasts nine hours.");
    }

    @Test
    void findsPassagesByUrl() {
        var answer = get("/api/v1/search?q=battery&limit=3&mode=keyword");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        var hit = json(answer).path("data").path(0);
        assertThat(hit.path("document").asText()).isEqualTo("battery.txt");
        assertThat(hit.path("text").asText()).contains("nine hours");
        assertThat(hit.path("document_id").asText()).isNotBlank();
        assertThat(hit.path("scores").has("vector")).isTrue();
        assertThat(json(answer).has("explanation")).isFalse();
    }

    @Test
    void findsPassagesByBodyAndExplains() {
        var answer = post("/api/v1/search", """
                {"query": "battery", "mode": "hybrid", "collections": ["manuals"], "limit": 1, "explain": true}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("data")).hasSize(1);
        assertThat(json(answer)
                        .path("explanation")
                        .path("stages")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("embed");
    }

    @Test
    void aNumberIsAQueryToo() {
        assertThat(get("/api/v1/search?q=42").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/search?q=true").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsEveryWrongFieldAtOnce() {
        var answer = post("/api/v1/search", """
                {"query": 7, "mode": "psychic", "collections": ["ok", 3], "limit": 1.5, "explain": "yes", "colour": 1}""");

        var errors = problem(answer, 400, "fields_invalid").path("errors");
        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(error -> error.path("field").asText()))
                .containsExactlyInAnyOrder("query", "mode", "collections[1]", "limit", "explain", "colour");
    }

    @ParameterizedTest
    @CsvSource({"limit=0&q=x,limit", "limit=x&q=x,limit", "q=,q", "limit=3,q", "q=a&q=b,q", "q=a&colour=1,colour"})
    void tellsWrongParameters(String query, String field) {
        var errors =
                problem(get("/api/v1/search?" + query), 400, "fields_invalid").path("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.path(0).path("field").asText()).isEqualTo(field);
    }

    @Test
    void anUnknownCollectionIsNotFound() {
        problem(get("/api/v1/search?q=x&collection=secret"), 404, "collection_not_found");
    }

    @Test
    void aQueryThatIsTooLongIsRefusedByTheUseCase() {
        problem(post("/api/v1/search", "{\"query\": \"" + "x".repeat(10_001) + "\"}"), 422, "question_too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{\"query\": \"a\"} x",
                "{\"query\": \"a\", \"query\": \"b\"}",
                "{query: 1}",
                "{'query': 1}",
                "{\"query\": NaN}",
                "{\"query\": 1e999999999}",
                "{\"query\": \"\\ud800\"}",
                "{\"query\": \"a\u0001\"}",
                "{\"query\": \"a\",}",
                "\uFEFF{\"query\": \"a\"}"
            })
    void whatIsNoJsonObjectIsAProblem(String body) {
        problem(post("/api/v1/search", body), 400, "json_malformed");
    }

    @Test
    void depthIsLimited() {
        problem(
                post("/api/v1/search", "{\"query\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                400,
                "json_malformed");
    }

    @Test
    void badUtf8IsRefused() {
        var body = new byte[] {'{', '"', 'q', 'u', 'e', 'r', 'y', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};

        problem(
                send(request("/api/v1/search")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                400,
                "json_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "x"})
    void anotherMediaTypeIsRefused(String type) {
        problem(
                send(request("/api/v1/search").header("Content-Type", type).POST(BodyPublishers.ofString("{}"))),
                415,
                "media_type_unsupported");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        var large = "{\"query\": \"" + "x".repeat(2 << 20) + "\"}";

        problem(post("/api/v1/search", large), 413, "body_too_large");
    }
}
