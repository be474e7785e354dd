package io.mcpagent.adapter.rest.tool;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.retrieval.SearchJson;
import io.mcpagent.application.tool.ToolJson;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolOutcome;

/** The tools that agents may name, and a call of one by hand. */
public final class ToolRoutes {
    private final ToolService tools;
    private final Body body;

    public ToolRoutes(ToolService tools, Body body) {
        this.tools = tools;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "tools",
                "What agents can call.",
                Operation.get("/tools", "listTools", "Lists tools, by name.", this::list)
                        .paged(ToolSchemas.TOOL, "ToolPage"),
                Operation.post("/tools/{name}/call", "callTool", "Calls a tool by hand.", this::call)
                        .takes(ToolSchemas.CALL)
                        .asks()
                        .answers(200, ToolSchemas.RESULT)
                        .refuses(404, 422, 429, 502));
    }

    /** By name. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterKey(tools.tools(Callers.of(context)), after, limit, ToolJson::of, ToolDefinition::name));
    }

    /** Calls one with {@code arguments}, which its schema judges. */
    private void call(Context context) {
        var fields = body.fields(context);
        var arguments = fields.anyObject("arguments");
        fields.done();
        switch (tools.call(Callers.of(context), context.pathParam("name"), arguments)) {
            case ToolOutcome.Succeeded(var text, var passages) ->
                Answers.ok(
                        context,
                        Json.object()
                                .with("text", Json.of(text))
                                .with(
                                        "passages",
                                        Json.array(passages.stream()
                                                .map(SearchJson::of)
                                                .toList())));
            case ToolOutcome.Failed(var message) -> throw Refusal.of(422, "tool_failed", message);
        }
    }
}
