package io.mcpagent.testkit.json;

import io.mcpagent.domain.json.JsonSchemaPort;

class SmallJsonSchemasTest implements JsonSchemaPortContract {
    @Override
    public JsonSchemaPort schemas() {
        return new SmallJsonSchemas();
    }
}
