package io.mcpagent.adapter.rest.openapi;

import io.mcpagent.domain.json.Json;

/**
 * A part of a request beside its body.
 *
 * @param in {@code path}, {@code query} or {@code header}
 */
record Parameter(String name, String in, String description, boolean required, Schema schema) {
    Json.Obj json() {
        return Json.object()
                .with("name", Json.of(name))
                .with("in", Json.of(in))
                .with("description", Json.of(description))
                .with("required", Json.of(required))
                .with("schema", schema.json());
    }
}
