package io.mcpagent.adapter.rest.agent;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.run.AgentJson;

/** The agents that may be asked. */
public final class AgentRoutes {
    private final AgentService agents;

    public AgentRoutes(AgentService agents) {
        this.agents = agents;
    }

    /** By name. */
    public void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterKey(
                        agents.agents(Callers.of(context)),
                        after,
                        limit,
                        AgentJson::of,
                        agent -> agent.name().value()));
    }

    public void get(Context context) {
        var name = new AgentName(context.pathParam("name"));
        Answers.ok(context, AgentJson.of(agents.agent(Callers.of(context), name)));
    }
}
