package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.idempotency.KeyOwner;
import io.mcpagent.testkit.idempotency.InMemoryIdempotencyRepository;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest extends RestTest {
    private static final String KEY = "Idempotency-Key";
    private static final String ADMIN =
            "{\"name\": \"ada@example.org\", \"roles\": [\"admin\"], \"password\": \"correct horse battery\"}";
    private static final String ASSISTANT = "{\"name\": \"bees\", \"instructions\": \"Answer about bees.\"}";

    private HttpResponse<String> post(String path, String json, String key) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header(KEY, key)
                .POST(BodyPublishers.ofString(json)));
    }

    private static void assertSame(HttpResponse<String> again, HttpResponse<String> first) {
        assertThat(first.statusCode()).as(first.body()).isIn(200, 201, 202);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        for (var header : new String[] {"Location", "Content-Type"}) {
            assertThat(again.headers().firstValue(header))
                    .isEqualTo(first.headers().firstValue(header));
        }
    }

    @Test
    void whatIsMadeIsMadeOnce() {
        var collection = "{\"name\": \"notes\", \"language\": \"de\"}";
        var first = post("/api/v1/collections", collection, "c");

        assertSame(post("/api/v1/collections", "{\"language\":\"de\",\"name\":\"notes\"}", "c"), first);
        problem(post("/api/v1/collections", "{\"name\": \"others\"}", "c"), 409, "idempotency_key_reused");
        problem(post("/api/v1/agents", ASSISTANT, "c"), 409, "idempotency_key_reused");
        problem(post("/api/v1/collections", collection, "other"), 409, "collection_name_taken");
        assertSame(post("/api/v1/agents", ASSISTANT, "a"), post("/api/v1/agents", ASSISTANT, "a"));
        problem(post("/api/v1/agents", ASSISTANT.replace("about", "nothing about"), "b"), 409, "agent_name_taken");
    }

    @Test
    void aSessionIsForkedOnce() {
        var session = json(post("/api/v1/chat", "{\"message\": \"Hello?\"}"))
                .path("session_id")
                .asText();
        var path = "/api/v1/sessions/" + session + "/fork";

        assertSame(post(path, "{}", "f"), post(path, "{}", "f"));
        assertThat(json(get("/api/v1/sessions")).path("data")).hasSize(2);
        problem(post("/api/v1/sessions/" + UUID.randomUUID() + "/fork", "{}", "f"), 404, "session_not_found");
    }

    @Test
    void aQuestionIsAnsweredOnceAndStreamedAgainFromTheStart() {
        var question = "{\"message\": \"Hello?\"}";
        var first = post("/api/v1/chat", question, "q");

        assertSame(post("/api/v1/chat", question, "q"), first);
        var stream = send(request("/api/v1/chat")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header(KEY, "q")
                .POST(BodyPublishers.ofString(question)));
        assertThat(stream.body())
                .contains("run.started", json(first).path("session_id").asText());
        problem(post("/api/v1/chat", "{\"message\": \"Bye?\"}", "q"), 409, "idempotency_key_reused");
        assertThat(json(get("/api/v1/runs")).path("data")).hasSize(1);
        assertThat(json(get("/api/v1/sessions")).path("data")).hasSize(1);
    }

    @Test
    void anUploadIsTakenOnceWhateverItsBoundary() {
        post("/api/v1/collections", "{\"name\": \"notes\"}");
        var first = upload("one", "Bees make honey.");

        assertSame(upload("two", "Bees make honey."), first);
        problem(upload("three", "Wasps do not."), 409, "idempotency_key_reused");
        assertThat(json(get("/api/v1/documents?collection=notes")).path("data")).hasSize(1);
    }

    private HttpResponse<String> upload(String boundary, String text) {
        var form =
                "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n%2$s\r\n--%1$s--\r\n"
                        .formatted(boundary, text);
        return send(request("/api/v1/documents?collection=notes")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header(KEY, "u")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void twentyAtOnceMakeOneAndAreAnsweredAlike() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<HttpResponse<String>>>mapToObj(
                            n -> () -> post("/api/v1/collections", "{\"name\": \"notes\"}", "c"))
                    .toList());
            for (var answer : answers)
                assertSame(answer.get(), answers.getFirst().get());
        }
    }

    @Test
    void aUserIsMadeOnceAndNoSecretIsStoredInClear() {
        var first = post("/api/v1/users", ADMIN, "u");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);

        var stored = new InMemoryIdempotencyRepository(platform.store)
                .find(KeyOwner.of(Caller.LOCAL_OWNER), new IdempotencyKey("u"))
                .orElseThrow();
        assertThat(stored.toString()).doesNotContain("ada@example.org", "correct horse");
        problem(post("/api/v1/users", ADMIN, "u"), 401, "authentication_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "a\tb"})
    void aKeyThatIsNoneIsRefused(String key) {
        var answer = raw(("POST /api/v1/collections HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 14\r\n" + KEY + ": " + key
                + "\r\n\r\n{\"name\": \"nn\"}"));

        problem(answer, 400, "idempotency_key_invalid");
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        problem(post("/api/v1/collections", "{\"name\": \"a\"}", "k".repeat(256)), 400, "idempotency_key_invalid");
        assertThat(post("/api/v1/collections", "{\"name\": \"a\"}", "k".repeat(255))
                        .statusCode())
                .isEqualTo(201);
    }
}
