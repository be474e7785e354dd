package io.mcpagent.adapter.rest.openapi;

import io.javalin.http.HttpStatus;
import io.mcpagent.domain.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The operations as an OpenAPI document, for programs that read one.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1.1</a>
 */
final class OpenApi {
    private static final String ABOUT = """
            JSON in snake_case; times are RFC 3339 in UTC. Unknown fields are errors, and `null` counts as left out. \
            Every error is a problem (RFC 9457) with a stable `code`. What answers GET answers HEAD too, but for streams; \
            OPTIONS tells the methods of a path, and another one is answered with 405. A server without users takes \
            requests without authentication, from its own machine alone.""";

    private OpenApi() {}

    static Json.Obj of(List<Section> sections) {
        return Json.object()
                .with("openapi", Json.of("3.1.1"))
                .with("info", info())
                .with(
                        "servers",
                        Json.array(List.of(
                                Json.object().with("url", Json.of("/")).with("description", Json.of("This server.")))))
                .with("security", Json.array(List.of(scheme("access_token"), scheme("api_key"))))
                .with("tags", Json.array(sections.stream().map(OpenApi::tag).toList()))
                .with("paths", paths(sections))
                .with(
                        "components",
                        Json.object()
                                .with("schemas", schemas(sections))
                                .with("responses", ProblemSchema.responses())
                                .with("securitySchemes", securitySchemes()));
    }

    private static Json.Obj info() {
        return Json.object()
                .with("title", Json.of("MCP Agent"))
                .with("version", Json.of("1"))
                .with("description", Json.of(ABOUT));
    }

    private static Json.Obj tag(Section section) {
        return Json.object().with("name", Json.of(section.name())).with("description", Json.of(section.description()));
    }

    private static Json.Obj scheme(String name) {
        return Json.object().with(name, Json.array(List.of()));
    }

    private static Json.Obj securitySchemes() {
        return Json.object()
                .with("access_token", bearer("JWT", "An access token, as /api/v1/auth/login gives one."))
                .with("api_key", bearer("mcpa_…", "An API key, in the same header; it may do what its scopes allow."));
    }

    private static Json.Obj bearer(String format, String description) {
        return Json.object()
                .with("type", Json.of("http"))
                .with("scheme", Json.of("bearer"))
                .with("bearerFormat", Json.of(format))
                .with("description", Json.of(description));
    }

    private static Json.Obj paths(List<Section> sections) {
        var paths = new LinkedHashMap<String, Json>();
        for (var section : sections) {
            for (var operation : section.operations()) {
                var method = operation.method().name().toLowerCase(Locale.ROOT);
                var there = paths.get(operation.path()) instanceof Json.Obj known ? known : Json.object();
                paths.put(operation.path(), there.with(method, operation(section, operation)));
            }
        }
        return new Json.Obj(paths);
    }

    private static Json.Obj operation(Section section, Operation operation) {
        var json = Json.object()
                .with("operationId", Json.of(operation.id()))
                .with("summary", Json.of(operation.summary()))
                .with("tags", Json.array(List.of(Json.of(section.name()))));
        if (operation.isOpen()) json = json.with("security", Json.array(List.of()));
        if (!operation.parameters().isEmpty())
            json = json.with(
                    "parameters",
                    Json.array(
                            operation.parameters().stream().map(Parameter::json).toList()));
        return json.with("requestBody", operation.body().map(OpenApi::body)).with("responses", responses(operation));
    }

    private static Json.Obj body(Operation.RequestBody body) {
        return Json.object()
                .with("required", Json.of(body.required()))
                .with("content", Json.object().with(body.content().mediaType(), content(body.content())));
    }

    private static Json.Obj responses(Operation operation) {
        var all = new TreeMap<Integer, Json.Obj>();
        for (var answer : operation.answers()) {
            all.merge(answer.status(), response(operation, answer), OpenApi::both);
        }
        for (var status : operation.problems()) all.put(status, ProblemSchema.reference(status));
        var responses = new LinkedHashMap<String, Json>();
        all.forEach((status, response) -> responses.put(Integer.toString(status), response));
        return new Json.Obj(responses);
    }

    /** One answer in either of two media types. */
    private static Json.Obj both(Json.Obj one, Json.Obj other) {
        var content = new LinkedHashMap<String, Json>();
        for (var each : List.of(one, other)) {
            if (each.members().get("content") instanceof Json.Obj(var types)) content.putAll(types);
        }
        return one.with("content", new Json.Obj(content));
    }

    private static Json.Obj response(Operation operation, Answer answer) {
        var json = Json.object()
                .with(
                        "description",
                        Json.of(HttpStatus.forStatus(answer.status()).getMessage()));
        var isMade = operation.isCreating() && (answer.status() == 201 || answer.status() == 202);
        if (isMade) json = json.with("headers", Json.object().with("Location", location()));
        if (operation.isTagged()) json = json.with("headers", Json.object().with("ETag", tag(answer)));
        return json.with("content", answer.content().map(body -> Json.object().with(body.mediaType(), content(body))));
    }

    /** The bytes of a file that others change have none. */
    private static Json.Obj tag(Answer answer) {
        var isAlways = answer.content().stream()
                .allMatch(content -> content.mediaType().equals(Content.JSON));
        return Json.object()
                .with("description", Json.of("The entity tag of what is there, as this caller is shown it."))
                .with("required", Json.of(isAlways))
                .with("schema", Schema.text().json());
    }

    private static Json.Obj location() {
        return Json.object()
                .with("description", Json.of("The path of what was made."))
                .with("required", Json.of(true))
                .with("schema", Schema.text().json());
    }

    private static Json.Obj content(Content content) {
        var json = Json.object().with("schema", content.schema().json());
        if (content.events().isEmpty()) return json;
        var events = new LinkedHashMap<String, Json>();
        content.events().forEach((name, data) -> events.put(name, data.json()));
        return json.with("x-events", new Json.Obj(events));
    }

    private static Json.Obj schemas(List<Section> sections) {
        var all = new TreeMap<String, Json.Obj>();
        Stream.concat(
                        Stream.of(ProblemSchema.PROBLEM),
                        sections.stream()
                                .flatMap(each -> each.operations().stream())
                                .flatMap(OpenApi::used))
                .forEach(schema -> schema.named().forEach((name, json) -> Schema.put(all, name, json)));
        return new Json.Obj(new LinkedHashMap<>(all));
    }

    private static Stream<Schema> used(Operation operation) {
        var contents = Stream.concat(
                operation.body().stream().map(Operation.RequestBody::content),
                operation.answers().stream().flatMap(answer -> answer.content().stream()));
        return Stream.concat(
                operation.parameters().stream().map(Parameter::schema),
                contents.flatMap(
                        content -> Stream.concat(Stream.of(content.schema()), content.events().values().stream())));
    }
}
