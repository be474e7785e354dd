package io.mcpagent.adapter.rest.failure;

import io.mcpagent.domain.json.Json;

/**
 * A part of a request that can't be used.
 *
 * @param field its path, as in {@code limits.max_steps} or {@code tools[2]}
 * @param message what it has to be
 */
public record WrongField(String field, String message) {
    Json.Obj json() {
        return Json.object().with("field", Json.of(field)).with("message", Json.of(message));
    }
}
