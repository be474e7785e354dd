package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** Arguments that were checked against their schema. */
record Arguments(Json.Obj object) {
    /** Whatever is not an object has no members. */
    static Arguments of(Json json) {
        return new Arguments(json instanceof Json.Obj object ? object : Json.object());
    }

    Optional<String> text(String name) {
        return object.get(name).filter(Json.Str.class::isInstance).map(value -> ((Json.Str) value).value());
    }

    Optional<Integer> integer(String name) {
        return object.get(name)
                .filter(Json.Num.class::isInstance)
                .map(value -> ((Json.Num) value).value().intValue());
    }
}
