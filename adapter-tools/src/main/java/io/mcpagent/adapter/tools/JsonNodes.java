package io.mcpagent.adapter.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;

/** The domain's JSON as Jackson's. Goes as deep as the value does: see {@link JsonLimits}. */
final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNodes() {}

    static JsonNode of(Json json) {
        return switch (json) {
            case Json.Obj(var members) -> {
                var object = NODES.objectNode();
                members.forEach((name, value) -> object.set(name, of(value)));
                yield object;
            }
            case Json.Arr(var elements) -> {
                var array = NODES.arrayNode(elements.size());
                elements.forEach(element -> array.add(of(element)));
                yield array;
            }
            case Json.Str(var value) -> NODES.textNode(value);
            case Json.Num(var value) -> number(value);
            case Json.Bool(var value) -> NODES.booleanNode(value);
            case Json.Null ignored -> NODES.nullNode();
        };
    }

    /** Jackson calls whole numbers something else, and so do messages about them. */
    private static JsonNode number(BigDecimal value) {
        if (value.scale() > 0) return NODES.numberNode(value);
        var whole = value.toBigIntegerExact();
        return whole.bitLength() < Long.SIZE ? NODES.numberNode(whole.longValueExact()) : NODES.numberNode(whole);
    }
}
