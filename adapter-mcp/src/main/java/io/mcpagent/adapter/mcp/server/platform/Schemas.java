package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.stream.Stream;

/** Schemas of what the tools take and give. */
final class Schemas {
    private Schemas() {}

    static Json.Obj object(Json.Obj properties, String... required) {
        var schema = typed("object").with("properties", properties).with("additionalProperties", Json.of(false));
        return required.length == 0
                ? schema
                : schema.with(
                        "required", Json.array(Stream.of(required).map(Json::of).toList()));
    }

    /** What is given may have more members in later versions. */
    static Json.Obj open(Json.Obj properties, String... required) {
        return typed("object")
                .with("properties", properties)
                .with("required", Json.array(Stream.of(required).map(Json::of).toList()));
    }

    static Json.Obj text(String description) {
        return typed("string").with("description", Json.of(description));
    }

    static Json.Obj one(String description, List<String> values) {
        return text(description)
                .with("enum", Json.array(values.stream().map(Json::of).toList()));
    }

    static Json.Obj texts(String description) {
        return typed("array").with("items", typed("string")).with("description", Json.of(description));
    }

    static Json.Obj objects(String description) {
        return typed("array").with("items", typed("object")).with("description", Json.of(description));
    }

    static Json.Obj flag(String description) {
        return typed("boolean").with("description", Json.of(description));
    }

    static Json.Obj whole(String description, long least, long most) {
        return typed("integer")
                .with("description", Json.of(description))
                .with("minimum", Json.of(least))
                .with("maximum", Json.of(most));
    }

    private static Json.Obj typed(String type) {
        return Json.object().with("type", Json.of(type));
    }
}
