package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The server's OpenAPI document, as a client reads it: which operations there are, and what each may answer. */
record Description(JsonNode document, Map<JsonNode, Schema> compiled) {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .formatAssertionsEnabled(true)
                    .build()));

    Description(JsonNode document) {
        this(document, new HashMap<>());
    }

    /**
     * An operation.
     *
     * @param path with {@code {name}} for what varies
     */
    record Described(String id, String method, String path, JsonNode json) {
        boolean matches(String requested) {
            var literal = Pattern.compile("\\{\\w+}")
                    .splitAsStream(path)
                    .map(Pattern::quote)
                    .toList();
            var pattern = String.join("[^/]+", literal) + (path.endsWith("}") ? "[^/]+" : "");
            return requested.split("\\?", 2)[0].matches(pattern);
        }
    }

    List<Described> operations() {
        var all = new ArrayList<Described>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Described(
                                method.getValue().path("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        return all;
    }

    Described operation(String id) {
        return operations().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What is wrong with a value. */
    List<String> problems(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    /** References lead into the document, so a schema takes its components along. */
    private Schema compile(JsonNode schema) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        return REGISTRY.getSchema(whole);
    }

    /** An answer, whoever got it; names of headers are in lower case. */
    record Answered(int status, Map<String, List<String>> headers, String body) {
        static Answered of(HttpResponse<String> answer) {
            return new Answered(answer.statusCode(), answer.headers().map(), answer.body());
        }

        Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }
    }

    /** What is wrong with an answer: its status is not described, or its media type, or its body is none such. */
    List<String> problems(Described operation, Answered answer) {
        var response = resolved(operation.json().path("responses").path(Integer.toString(answer.status())));
        if (response.isMissingNode()) return List.of("the status " + answer.status() + " is not described");
        for (var header : response.path("headers").properties()) {
            if (header.getValue().path("required").asBoolean()
                    && answer.header(header.getKey()).isEmpty())
                return List.of("the header " + header.getKey() + " is missing");
        }
        var type = answer.header("Content-Type").map(text -> text.split(";", 2)[0]);
        if (!response.has("content"))
            return answer.body().isEmpty() ? List.of() : List.of("there is a body, and none is described");
        var content = response.path("content").path(type.orElse(""));
        if (content.isMissingNode()) return List.of("the media type " + type.orElse("") + " is not described");
        return problems(content, type.orElseThrow(), answer.body());
    }

    private List<String> problems(JsonNode content, String type, String body) {
        if (type.endsWith("json")) return problems(content.path("schema"), RestTest.json(body));
        if (!type.equals("text/event-stream")) return List.of();
        var wrong = new ArrayList<String>();
        for (var event : events(body)) {
            var schema = content.path("x-events").path(event.name());
            if (schema.isMissingNode()) wrong.add("the event " + event.name() + " is not described");
            else problems(schema, event.data()).forEach(problem -> wrong.add(event.name() + ": " + problem));
        }
        return wrong;
    }

    record Event(String name, JsonNode data) {}

    static List<Event> events(String stream) {
        var all = new ArrayList<Event>();
        for (var block : stream.split("\n\n", -1)) {
            var name = line(block, "event: ");
            if (name.isPresent())
                all.add(new Event(
                        name.get(), RestTest.json(line(block, "data: ").orElseThrow())));
        }
        return all;
    }

    private static Optional<String> line(String block, String prefix) {
        return block.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst();
    }

    JsonNode resolved(JsonNode json) {
        return json.has("$ref") ? document.at(json.path("$ref").asText().substring(1)) : json;
    }

    void assertDescribed(Described operation, HttpResponse<String> answer) {
        assertThat(problems(operation, Answered.of(answer)))
                .as("%s answered %d: %s", operation.id(), answer.statusCode(), answer.body())
                .isEmpty();
    }
}
