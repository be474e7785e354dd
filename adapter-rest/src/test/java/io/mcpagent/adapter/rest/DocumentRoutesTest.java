package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections, and documents on their way in and out. */
class DocumentRoutesTest extends RestTest {
    private static final String NOTES = "--b\r\nContent-Disposition: form-data; name=\"collection\"\r\n\r\nnotes\r\n";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n";
    private static final String END = "\r\n--b--\r\n";

    @BeforeEach
    void aCollection() {
        assertThat(post("/api/v1/collections", "{\"name\": \"notes\", \"language\": \"en\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void collectionsAreMadeListedAndDeleted() {
        problem(post("/api/v1/collections", "{\"name\": \"notes\"}"), 409, "collection_name_taken");
        problem(post("/api/v1/collections", "{\"name\": \"x\", \"language\": \"English\"}"), 400, "fields_invalid");
        assertThat(json(get("/api/v1/collections/notes")).path("language").asText())
                .isEqualTo("en");
        post("/api/v1/collections", "{\"name\": \"other notes\"}");
        assertThat(json(get("/api/v1/collections?limit=1")).path("next").asText())
                .isEqualTo("notes");
        assertThat(json(get("/api/v1/collections?after=notes")).path("data")).hasSize(1);

        assertThat(send(request("/api/v1/collections/other%20notes").DELETE()).statusCode())
                .isEqualTo(204);

        problem(get("/api/v1/collections/other%20notes"), 404, "collection_not_found");
        problem(send(request("/api/v1/collections/..%2f..%2fetc").DELETE()), 404, "collection_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "a/../b", "../b", "a;b", "a%b", "%2e%2e", "a?b#c", "ä b", ".a", "...", "a/.", "|^`'"})
    void whatACollectionMayBeCalledItsUrlCanSay(String name) {
        var made = post("/api/v1/collections", "{\"name\": \"%s\"}".formatted(name));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

        var found = get(made.headers().firstValue("Location").orElseThrow());

        assertThat(json(found).path("collection").asText()).as(found.body()).isEqualTo(name);
    }

    @Test
    void refusesNamesAndLanguagesThatCanNotBe() {
        problem(post("/api/v1/collections", "{\"name\": \"..\"}"), 422, "collection_name_invalid");
        problem(post("/api/v1/collections", "{\"name\": \"a\\\\b\"}"), 422, "collection_name_invalid");
        for (var language : List.of("xx", "eng", "zzz", "en-US")) {
            problem(
                    post("/api/v1/collections", "{\"name\": \"x\", \"language\": \"" + language + "\"}"),
                    400,
                    "fields_invalid");
        }
    }

    @Test
    void aPageBehindWhatIsNotThereIsRefused() {
        var nobody = UUID.randomUUID();

        problem(get("/api/v1/documents?collection=notes&after=" + nobody), 422, "after_unknown");
        problem(get("/api/v1/runs?after=" + nobody), 404, "run_not_found");
        problem(get("/api/v1/sessions?after=" + nobody), 404, "session_not_found");
    }

    @Test
    void anUploadIsTakenInFollowedReadAndForgotten() {
        var answer = upload(NOTES + FILE + "The battery lasts nine hours." + END);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("document").asText()).isEqualTo("a.txt");
        var path = answer.headers().firstValue("Location").orElseThrow();
        assertThat(get(path + "/events").body()).contains("event: document.changed", "\"state\":\"ready\"");
        assertThat(json(get(path)).path("state").asText()).isEqualTo("ready");
        assertThat(json(get(path)).path("collection").asText()).isEqualTo("notes");
        assertThat(json(get("/api/v1/documents?collection=notes")).path("data")).hasSize(1);
        assertThat(json(get(path + "/chunks")).path("data").path(0).path("text").asText())
                .contains("nine hours");
        var content = get(path + "/content");
        assertThat(content.body()).isEqualTo("The battery lasts nine hours.");
        assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        problem(send(request(path + "/retry").POST(BodyPublishers.noBody())), 409, "document_not_failed");
        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(204);
        problem(get(path), 404, "document_not_found");
    }

    @Test
    void theCollectionMayStandInTheUrl() {
        var answer = send(request("/api/v1/documents?collection=notes")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(FILE + "Text." + END)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void whatTheUrlRulesOutIsRefusedBeforeAByteIsRead() {
        var answer = raw(head(
                "POST /api/v1/documents?collection=secret HTTP/1.1",
                "Host: localhost",
                "Content-Length: 10000",
                "Expect: 100-continue",
                "Content-Type: multipart/form-data; boundary=b"));

        problem(answer, 404, "collection_not_found");
    }

    @Test
    void aDocumentShowsTheHashOfItsBytes() {
        assertThat(json(upload(NOTES + FILE + "abc" + END)).path("sha256").asText())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void noNameIsLeftOutBetweenPages() {
        var names = List.of("a \uFB01.txt", "a \uD83D\uDE00.txt", "b \"c\"; d=e.txt");
        for (var name : names) {
            upload(NOTES + FILE.replace("a.txt", name.replace("\"", "\\\"")) + "x" + END);
        }

        var after = "";
        for (var name : names) {
            var page = json(get("/api/v1/documents?collection=notes&limit=1" + after));
            assertThat(page.path("data").path(0).path("document").asText()).isEqualTo(name);
            after = "&after=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
        }
    }

    /** A parameter without a value. */
    @Test
    void aFormWithAnEmptyBoundaryOrNameIsRefused() {
        var form = NOTES + FILE + "Text." + END;
        for (var type : new String[] {"multipart/form-data; boundary=", "multipart/form-data; boundary"})
            problem(
                    send(request("/api/v1/documents")
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString(form))),
                    415,
                    "media_type_unsupported");

        problem(upload(form.replace("name=\"file\"", "name=")), 400, "fields_invalid");
    }

    @Test
    void whatLooksLikeABoundaryStaysInTheFile() {
        var text = "one\r\n--c\r\n-- b\r\n\r\n--";

        var path = upload(NOTES + FILE + text + END)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(get(path + "/content").body()).isEqualTo(text);
    }

    @Test
    void formsThatLackSomethingAreToldSo() {
        problem(upload(FILE + "x" + END), 400, "fields_invalid");
        problem(upload(NOTES + "--b--\r\n"), 400, "fields_invalid");
        problem(upload(NOTES + NOTES.replace("collection", "colour") + END), 400, "fields_invalid");
        problem(upload(NOTES + FILE.replace("; filename=\"a.txt\"", "") + "x" + END), 400, "fields_invalid");
        problem(upload(NOTES.replace("notes", "secret") + FILE + "x" + END), 404, "collection_not_found");
        problem(post("/api/v1/documents", "{}"), 415, "media_type_unsupported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "--b", "--b\r\nContent-Disposition", "--b\r\n\r\n"})
    void brokenFormsAreRefused(String form) {
        var answer = upload(form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void aFormThatEndsWithinItsFileLeavesNothing() {
        problem(upload(NOTES + FILE + "half of i"), 422, "upload_broken");

        assertThat(json(get("/api/v1/documents?collection=notes")).path("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a\\0b"})
    void namesThatLeadElsewhereAreRefused(String name) {
        var answer = upload(NOTES + FILE.replace("a.txt", name) + "x" + END);

        assertThat(answer.statusCode()).as(answer.body()).isIn(202, 422);
        json(get("/api/v1/documents?collection=notes"))
                .path("data")
                .forEach(document -> assertThat(document.path("document").asText())
                        .doesNotContain("..")
                        .doesNotStartWith("/"));
    }

    @Test
    void anUploadOfAGigabyteIsCutAtTheLimit() throws IOException {
        var before = System.nanoTime();
        var sent = 0L;
        try (var socket = socket()) {
            var out = socket.getOutputStream();
            out.write(head(
                    "POST /api/v1/documents HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: multipart/form-data; boundary=b",
                    "Transfer-Encoding: chunked"));
            chunk(out, (NOTES + FILE).getBytes(StandardCharsets.US_ASCII));
            var piece = new byte[1 << 20];
            for (; sent < 1L << 30; sent += piece.length) {
                chunk(out, piece);
            }
        } catch (SocketException cut) {
            assertThat(sent).isLessThan(200L << 20);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(json(get("/api/v1/documents?collection=notes")).path("data")).isEmpty();
    }

    @Test
    void anUploadThatSaysItIsTooLargeIsNotReadAtAll() {
        var answer = raw(head(
                "POST /api/v1/documents HTTP/1.1",
                "Host: localhost",
                "Content-Length: 1073741824",
                "Content-Type: multipart/form-data; boundary=b"));

        problem(answer, 413, "file_too_large");
    }

    @Test
    void documentsThatAreNotThereAreNotFound() {
        var path = "/api/v1/documents/" + UUID.randomUUID();

        for (var more : new String[] {"", "/content", "/chunks", "/events"}) {
            problem(get(path + more), 404, "document_not_found");
        }
        problem(send(request(path).DELETE()), 404, "document_not_found");
        problem(get("/api/v1/documents/x"), 404, "document_not_found");
        problem(get("/api/v1/documents"), 400, "fields_invalid");
        problem(get("/api/v1/documents?collection=secret"), 404, "collection_not_found");
    }

    @Test
    void agentsAndToolsAreListedAndToolsCalled() {
        assertThat(json(get("/api/v1/agents/assistant")).path("name").asText()).isEqualTo("assistant");
        assertThat(json(get("/api/v1/agents")).path("data")).isNotEmpty();
        assertThat(json(get("/api/v1/agents/assistant")).path("origin").asText())
                .isEqualTo("built_in");
        assertThat(json(get("/api/v1/agents")).path("unusable").isArray()).isTrue();
        problem(get("/api/v1/agents/nobody"), 404, "agent_not_found");
        problem(get("/api/v1/agents/No%20Body"), 422, "agent_name_invalid");
        assertThat(json(get("/api/v1/tools")).path("data")).isNotEmpty();
        var called = post("/api/v1/tools/current_time/call", "{\"arguments\": {\"time_zone\": \"Europe/Berlin\"}}");
        assertThat(json(called).path("text").asText()).contains("Europe/Berlin");
        problem(
                post("/api/v1/tools/current_time/call", "{\"arguments\": {\"time_zone\": \"Nowhere\"}}"),
                422,
                "tool_failed");
        problem(post("/api/v1/tools/nothing/call", "{\"arguments\": {}}"), 404, "tool_not_found");
        problem(post("/api/v1/tools/nothing/call", "{\"arguments\": []}"), 400, "fields_invalid");
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> upload(String form) {
        return send(request("/api/v1/documents")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
    }
}
