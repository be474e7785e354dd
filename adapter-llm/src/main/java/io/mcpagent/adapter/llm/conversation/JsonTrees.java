package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** JSON as the core has it, as Jackson has it, and as text. */
final class JsonTrees {
    // A parser's message would quote what it read: a provider's answer has no business in ours.
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // Of all threads: each run has one of its own, which would make its own buffers.
                    .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /** Empty when the text is not one JSON value. */
    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** For reading a text token by token, where most of it is of no interest. */
    static JsonParser tokens(String text) throws IOException {
        return JSON.createParser(text);
    }

    static Json of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
                yield new Json.Obj(members);
            }
            case ARRAY ->
                new Json.Arr(StreamSupport.stream(node.spliterator(), false)
                        .map(JsonTrees::of)
                        .toList());
            case NUMBER -> new Json.Num(node.decimalValue());
            case BOOLEAN -> new Json.Bool(node.booleanValue());
            case NULL, MISSING -> new Json.Null();
            case STRING, BINARY, POJO -> new Json.Str(node.asText());
        };
    }

    static JsonNode tree(Json json) {
        return switch (json) {
            case Json.Obj(var members) -> {
                var node = NODES.objectNode();
                members.forEach((name, value) -> node.set(name, tree(value)));
                yield node;
            }
            case Json.Arr(var elements) -> {
                var node = NODES.arrayNode();
                elements.forEach(element -> node.add(tree(element)));
                yield node;
            }
            case Json.Str(var value) -> NODES.textNode(value);
            case Json.Num(var value) -> NODES.numberNode(value);
            case Json.Bool(var value) -> NODES.booleanNode(value);
            case Json.Null ignored -> NODES.nullNode();
        };
    }
}
