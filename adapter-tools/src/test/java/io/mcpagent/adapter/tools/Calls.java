package io.mcpagent.adapter.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolResponse;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Calls as a model makes them, and what came of them. */
final class Calls {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Calls() {}

    static ToolInvocation of(String tool, Json arguments) {
        return new ToolInvocation(Caller.LOCAL_OWNER, "key", tool, arguments, Set.of());
    }

    /** The text of the outcome, whichever it is. */
    static String call(ToolPort tools, Json arguments) {
        return switch (tools.call(of(tools.tools().getFirst().name(), arguments))) {
            case ToolOutcome.Succeeded(var text, var passages) -> text;
            case ToolOutcome.Failed(var message) -> "FAILED " + message;
            case ToolResponse.Asks asks -> "ASKS " + asks.questions();
            case ToolResponse.Lost lost -> "LOST";
        };
    }

    static String call(ToolPort tools, String arguments) {
        return call(tools, json(arguments));
    }

    static Json json(String text) {
        try {
            return json(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Json nested(int levels) {
        Json json = Json.of(1);
        for (var level = 0; level < levels; level++) json = Json.object().with("a", json);
        return json;
    }

    private static Json json(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var members = new LinkedHashMap<String, Json>();
                node.properties().forEach(member -> members.put(member.getKey(), json(member.getValue())));
                yield new Json.Obj(members);
            }
            case ARRAY ->
                Json.array(StreamSupport.stream(node.spliterator(), false)
                        .map(Calls::json)
                        .toList());
            case STRING -> Json.of(node.asText());
            case NUMBER -> new Json.Num(node.decimalValue());
            case BOOLEAN -> Json.of(node.asBoolean());
            case NULL -> new Json.Null();
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node);
        };
    }
}
