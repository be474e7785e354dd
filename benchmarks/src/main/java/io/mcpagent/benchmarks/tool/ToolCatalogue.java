package io.mcpagent.benchmarks.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolServerName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * 150 tools of ten servers as these describe them, and questions that each need one of them. A line of
 * {@code definitions.jsonl} is what a server answered to {@code tools/list}, with the npm package that it is from.
 */
final class ToolCatalogue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolCatalogue() {}

    /** @param needed any of these will do */
    record Question(String text, Set<String> needed) {}

    static List<ToolDefinition> definitions() {
        return lines("definitions.jsonl").stream()
                .map(ToolCatalogue::definition)
                .toList();
    }

    static List<Question> questions() {
        return lines("questions.tsv").stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new Question(columns[0], Set.of(columns[1].split(" ", -1))))
                .toList();
    }

    /** As it is sent to a provider that speaks like OpenAI. */
    static String sent(ToolDefinition tool) {
        var function = Json.object()
                .with("name", Json.of(tool.name()))
                .with("description", Json.of(tool.description()))
                .with("parameters", tool.inputSchema());
        return new String(
                CanonicalJson.bytes(
                        Json.object().with("type", Json.of("function")).with("function", function)),
                StandardCharsets.UTF_8);
    }

    private static ToolDefinition definition(String line) {
        try {
            var read = JSON.readTree(line);
            return new ToolDefinition(
                    ServedToolNames.of(
                            new ToolServerName(read.path("server").asText()),
                            read.path("name").asText()),
                    read.path("description").asText(),
                    (Json.Obj) json(read.path("input_schema")),
                    ToolEffect.ACTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json json(JsonNode node) {
        if (node.isTextual()) return Json.of(node.textValue());
        if (node.isBoolean()) return Json.of(node.booleanValue());
        if (node.isNumber()) return new Json.Num(node.decimalValue());
        if (node.isArray())
            return Json.array(StreamSupport.stream(node.spliterator(), false)
                    .map(ToolCatalogue::json)
                    .toList());
        if (!node.isObject()) return new Json.Null();
        var members = new LinkedHashMap<String, Json>();
        node.properties().forEach(member -> members.put(member.getKey(), json(member.getValue())));
        return new Json.Obj(members);
    }

    private static List<String> lines(String resource) {
        try (var in = Objects.requireNonNull(ToolCatalogue.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
