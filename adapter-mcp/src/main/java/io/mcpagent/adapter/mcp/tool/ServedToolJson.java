package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolAnnotations;

/** A tool as {@code tools/list} has it in all revisions. */
final class ServedToolJson {
    private ServedToolJson() {}

    static ServedTool read(Json.Obj json) {
        var in = new Members(json, "A tool");
        return new ServedTool(
                in.string("name"),
                in.findString("title"),
                in.findString("description").orElse(""),
                in.findObject("inputSchema").orElseGet(() -> Json.object().with("type", Json.of("object"))),
                in.findObject("outputSchema"),
                in.findObject("annotations").map(ServedToolJson::annotations).orElse(ToolAnnotations.NONE));
    }

    private static ToolAnnotations annotations(Json.Obj json) {
        var in = new Members(json, "A tool's annotations");
        return new ToolAnnotations(
                in.findString("title"),
                in.findBoolean("readOnlyHint"),
                in.findBoolean("destructiveHint"),
                in.findBoolean("idempotentHint"),
                in.findBoolean("openWorldHint"));
    }
}
