package io.mcpagent.adapter.rest.openapi;

import io.javalin.http.HttpStatus;
import io.mcpagent.adapter.rest.failure.Problem;
import io.mcpagent.domain.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** What every error is, and when there is one of which status. */
public final class ProblemSchema {
    public static final Schema PROBLEM = Schema.object()
            .with("type", Schema.words("about:blank"))
            .with("title", Schema.text())
            .with("status", Schema.whole(400, 599))
            .with("code", Schema.matching("[a-z][a-z0-9_]*").about("What went wrong, for programs."))
            .with("detail", Schema.text().about("What happened, to what, and what to do."))
            .with("request_id", Schema.text())
            .optional(
                    "errors",
                    Schema.listOf(Schema.object().with("field", Schema.text()).with("message", Schema.text()))
                            .notEmpty()
                            .about("Every wrong field, of many the first ten."))
            .named("Problem");

    private static final Map<Integer, String> WHEN = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "What was sent can't be read; `errors` names the wrong fields."),
            Map.entry(401, "Nobody asks, or somebody with what is not valid (any more)."),
            Map.entry(403, "A permission is missing, or a foreign Host or Origin was sent."),
            Map.entry(404, "There is no such thing for this caller."),
            Map.entry(408, "The body arrives too slowly."),
            Map.entry(409, "The state of things forbids it now."),
            Map.entry(412, "It is not as `If-Match` or `If-None-Match` say; nothing was changed."),
            Map.entry(413, "The body is too large."),
            Map.entry(414, "The URL is too long."),
            Map.entry(415, "The body has another media type, or is packed."),
            Map.entry(422, "It was understood, and can't be used."),
            Map.entry(429, "Too often."),
            Map.entry(431, "The headers are too large."),
            Map.entry(500, "Something unexpected happened; the log tells more under the request's id."),
            Map.entry(502, "Something that the platform relies on failed, for good."),
            Map.entry(503, "Something that the platform relies on failed, for now; or the server stops."),
            Map.entry(507, "There is no room on the disk.")));

    private ProblemSchema() {}

    static Json.Obj reference(int status) {
        if (!WHEN.containsKey(status)) throw new IllegalArgumentException("nobody says when there is a " + status);
        return Json.object().with("$ref", Json.of("#/components/responses/" + name(status)));
    }

    /** The answers of all statuses, by name. */
    static Json.Obj responses() {
        var all = Json.object();
        for (var when : WHEN.entrySet()) all = all.with(name(when.getKey()), response(when.getKey(), when.getValue()));
        return all;
    }

    private static Json.Obj response(int status, String when) {
        var headers = Json.object().with("X-Request-Id", header("The id of the request, as in `request_id`."));
        if (status == 401) headers = headers.with("WWW-Authenticate", header("How to come in."));
        if (status == 429 || status >= 502)
            headers = headers.with("Retry-After", header("Seconds to wait, where that is known."));
        return Json.object()
                .with("description", Json.of(when))
                .with("headers", headers)
                .with(
                        "content",
                        Json.object().with(Problem.MEDIA_TYPE, Json.object().with("schema", PROBLEM.json())));
    }

    private static Json.Obj header(String description) {
        return Json.object()
                .with("description", Json.of(description))
                .with("schema", Schema.text().json());
    }

    private static String name(int status) {
        return HttpStatus.forStatus(status).getMessage().replaceAll("[^A-Za-z]", "");
    }
}
