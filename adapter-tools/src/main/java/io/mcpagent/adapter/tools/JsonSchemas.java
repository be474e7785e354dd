package io.mcpagent.adapter.tools;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.JsonSchemaPort;

/** Schemas of any JSON, by the same engine and within the same bounds as those of arguments. */
final class JsonSchemas implements JsonSchemaPort {
    @Override
    public Compiled compiled(Json.Obj schema) {
        try {
            return CompiledSchema.of(schema);
        } catch (CompiledSchema.Unusable e) {
            throw new InvalidRequest("schema_invalid", "The schema is not usable: " + e.why() + ".", e);
        }
    }
}
