package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import java.util.List;

/** JSON Schemas (2020-12) of the arguments of our own tools. */
final class Schemas {
    private Schemas() {}

    /** An object with these properties alone, the required ones first. */
    static Json.Obj object(Json.Obj properties, String... required) {
        return Json.object()
                .with("type", Json.of("object"))
                .with("properties", properties)
                .with(
                        "required",
                        Json.array(List.of(required).stream().map(Json::of).toList()))
                .with("additionalProperties", Json.of(false));
    }

    static Json.Obj text(String description) {
        return Json.object().with("type", Json.of("string")).with("description", Json.of(description));
    }

    static Json.Obj integer(String description, int least, int most) {
        return Json.object()
                .with("type", Json.of("integer"))
                .with("description", Json.of(description))
                .with("minimum", Json.of(least))
                .with("maximum", Json.of(most));
    }
}
