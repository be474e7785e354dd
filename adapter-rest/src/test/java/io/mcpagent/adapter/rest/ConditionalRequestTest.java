package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConditionalRequestTest extends RestTest {
    private static final String AGENT = "/api/v1/agents/support";

    @BeforeEach
    void defineAnAgent() {
        assertThat(put("{\"instructions\": \"Be brief.\"}", "X-None", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoHasAThingAsItIsGetsItNotAgain() {
        var first = get(AGENT);
        var tag = tag(first);
        assertThat(tag).matches("\"[!-~]+\"");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-store");

        for (var known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            var again = send(request(AGENT).header("If-None-Match", known).GET());
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(tag(again)).isEqualTo(tag);
        }
        assertThat(send(request(AGENT).header("If-None-Match", "\"other\"").GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request(AGENT).header("If-None-Match", tag).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void anotherThingHasAnotherTag() {
        var before = tag(get(AGENT));

        var changed = put("{\"instructions\": \"Be long.\"}", "If-Match", before);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(tag(changed)).isNotEqualTo(before).isEqualTo(tag(get(AGENT)));
    }

    @Test
    void whoSawAnOlderStateChangesNothing() {
        var old = tag(get(AGENT));
        put("{\"instructions\": \"Be long.\"}", "X-None", "");

        problem(put("{\"instructions\": \"Be rude.\"}", "If-Match", old), 412, "precondition_failed");
        problem(send(request(AGENT).header("If-Match", old).DELETE()), 412, "precondition_failed");

        assertThat(get(AGENT).body()).contains("Be long.");
        assertThat(send(request(AGENT).header("If-Match", tag(get(AGENT))).DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void whoWantsToMakeOneChangesNoneThatIsThere() {
        problem(put("{\"instructions\": \"Be rude.\"}", "If-None-Match", "*"), 412, "precondition_failed");

        send(request(AGENT).DELETE());

        problem(put("{\"instructions\": \"Be rude.\"}", "If-Match", "*"), 412, "precondition_failed");
        assertThat(put("{\"instructions\": \"Be kind.\"}", "If-None-Match", "*").statusCode())
                .isEqualTo(200);
    }

    /** Strong comparison: what was changed on the way is no proof of what somebody saw. */
    @Test
    void aWeakTagIsNoLeaveToChange() {
        problem(
                put("{\"instructions\": \"Be rude.\"}", "If-Match", "W/" + tag(get(AGENT))),
                412,
                "precondition_failed");
    }

    @Test
    void whatIsNoListOfTagsIsRefused() {
        for (var wrong : new String[] {"abc", "\"abc", "\"a\" \"b\"", "*, \"a\"", "w/\"a\"", "\"a b\""}) {
            problem(send(request(AGENT).header("If-None-Match", wrong).GET()), 400, "entity_tag_invalid");
            problem(put("{\"instructions\": \"Be rude.\"}", "If-Match", wrong), 400, "entity_tag_invalid");
        }
        assertThat(get(AGENT).body()).contains("Be brief.");
    }

    @Test
    void manyTagsAreJudgedInNoTime() {
        var many = "\"a\",".repeat(1_500) + "\"b\"";

        assertThat(send(request(AGENT).header("If-None-Match", many).GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSessionIsRenamedByWhoSawItAsItIs() {
        platform.holds("bees.md", "Bees make honey from nectar.");
        post("/api/v1/chat", "{\"message\": \"Who makes honey?\"}");
        var id = json(get("/api/v1/sessions")).path("data").path(0).path("id").asText();
        var path = "/api/v1/sessions/" + id;
        var tag = tag(get(path));

        var renamed = rename(path, "Bees", tag);

        assertThat(renamed.statusCode()).isEqualTo(200);
        problem(rename(path, "Wasps", tag), 412, "precondition_failed");
        problem(send(request(path).header("If-Match", tag).DELETE()), 412, "precondition_failed");
        assertThat(json(get(path)).path("title").asText()).isEqualTo("Bees");
        assertThat(send(request(path).header("If-Match", tag(renamed)).DELETE()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void theDescriptionAndWhatHoldsDocumentsHaveTags() {
        post("/api/v1/collections", "{\"name\": \"manuals\"}");
        for (var path : new String[] {"/openapi.json", "/api/v1/collections/manuals"}) {
            var again =
                    send(request(path).header("If-None-Match", tag(get(path))).GET());
            assertThat(again.statusCode()).as(path).isEqualTo(304);
        }
    }

    @Test
    void aCollectionIsDeletedByWhoSawItAsItIs() {
        post("/api/v1/collections", "{\"name\": \"manuals\"}");
        var path = "/api/v1/collections/manuals";
        var old = tag(get(path));
        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(204);
        post("/api/v1/collections", "{\"name\": \"manuals\", \"language\": \"de\"}");

        problem(send(request(path).header("If-Match", old).DELETE()), 412, "precondition_failed");
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(send(request(path).header("If-Match", tag(get(path))).DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aDocumentIsDeletedByWhoSawItAsItIs() {
        post("/api/v1/collections", "{\"name\": \"manuals\"}");
        var path = "/api/v1/documents/" + upload("The battery lasts nine hours.");
        var old = ready(path);
        upload("The battery lasts eight hours.");
        var now = ready(path);

        problem(send(request(path).header("If-Match", old).DELETE()), 412, "precondition_failed");
        assertThat(ready(path)).isEqualTo(now);
        assertThat(send(request(path).header("If-Match", now).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    /** By what it holds, so that the same bytes under the same name again have it too. */
    @Test
    void whatWasUploadedHasATagOfItsBytes() {
        post("/api/v1/collections", "{\"name\": \"manuals\"}");
        var path = "/api/v1/documents/" + upload("The battery lasts nine hours.") + "/content";
        var tag = tag(get(path));

        assertThat(tag).startsWith("\"");
        assertThat(send(request(path).header("If-None-Match", tag).GET()))
                .returns(304, HttpResponse::statusCode)
                .returns("", HttpResponse::body);
        problem(send(request(path).header("If-Match", "\"other\"").GET()), 412, "precondition_failed");
        upload("The battery lasts eight hours.");
        assertThat(send(request(path).header("If-None-Match", tag).GET()).body())
                .contains("eight");
        upload("The battery lasts nine hours.");
        assertThat(tag(get(path))).isEqualTo(tag);
    }

    /** The tag of a document when it is indexed, until when it changes. */
    private String ready(String path) {
        assertThat(get(path + "/events").body()).contains("ready");
        return tag(get(path));
    }

    private String upload(String text) {
        var form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + text
                + "\r\n--b--\r\n";
        var answer = send(request("/api/v1/documents?collection=manuals")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
        return json(answer).path("document_id").asText();
    }

    /** Two codings are two representations; who has one of them may change the thing all the same. */
    @Test
    void aPackedAnswerHasATagOfItsOwn() {
        var plain = tag(get(AGENT));
        var packed = tag(send(request(AGENT).header("Accept-Encoding", "gzip").GET()));

        assertThat(packed).isNotEqualTo(plain);
        assertThat(send(request(AGENT)
                                .header("Accept-Encoding", "gzip")
                                .header("If-None-Match", packed)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        assertThat(put("{\"instructions\": \"Be long.\"}", "If-Match", packed).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> put(String json, String header, String value) {
        return send(request(AGENT)
                .header("Content-Type", "application/json")
                .header(header, value)
                .PUT(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> rename(String path, String title, String tag) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .method("PATCH", BodyPublishers.ofString("{\"title\": \"" + title + "\"}")));
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }
}
