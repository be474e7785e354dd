package io.mcpagent.adapter.rest.tool;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.application.tool.ToolJson;
import io.mcpagent.application.tool.ToolService;

/** Tools: listed, and called by hand. */
public final class ToolRoutes {
    private final ToolService tools;
    private final Body body;

    public ToolRoutes(ToolService tools, Body body) {
        this.tools = tools;
        this.body = body;
    }

    public void list(Context context) {
        Answers.list(
                context,
                tools.tools(Callers.of(context)).stream().map(ToolJson::of).toList(),
                "name");
    }

    /** By a body: {@code arguments}. A tool that says no is an answer too, with its {@code error}. */
    public void call(Context context) {
        var fields = body.fields(context);
        var arguments = fields.anyObject("arguments");
        fields.done();
        var outcome = tools.call(Callers.of(context), context.pathParam("name"), arguments);
        Answers.ok(context, io.mcpagent.domain.run.ToolJson.of(outcome));
    }
}
