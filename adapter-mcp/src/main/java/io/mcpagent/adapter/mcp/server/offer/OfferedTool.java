package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/**
 * A tool.
 *
 * @param input a JSON Schema of 2020-12 with {@code "type": "object"}
 * @param output that of its structured content, where it has any
 */
public record OfferedTool(
        String name, String title, String description, Json.Obj input, Optional<Json.Obj> output, Hints hints) {
    /** What it does, for clients that decide whether to ask a person first. */
    public record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        public static final Hints READS = new Hints(true, false, true, false);
        public static final Hints REPLACES = new Hints(false, true, true, false);
        public static final Hints ACTS = new Hints(false, true, false, true);
    }
}
