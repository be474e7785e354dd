package io.mcpagent.adapter.rest.agent;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.run.AgentJson;
import java.time.Duration;
import java.util.Set;

/** Agents: defined, looked at, changed and removed. */
public final class AgentRoutes {
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_MILLIS = 86_400_000;

    private final AgentService agents;
    private final Body body;

    public AgentRoutes(AgentService agents, Body body) {
        this.agents = agents;
        this.body = body;
    }

    public void list(Context context) {
        Answers.list(
                context,
                agents.agents(Callers.of(context)).stream().map(AgentJson::of).toList(),
                "name");
    }

    public void show(Context context) {
        Answers.ok(context, AgentJson.of(agents.agent(Callers.of(context), name(context))));
    }

    /** By a body with {@code name}. */
    public void add(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var agent = agent(fields, new AgentName(name.isEmpty() ? "none" : name));
        var added = agents.add(Callers.of(context), agent);
        Answers.created(context, "/api/v1/agents/" + added.name().value(), AgentJson.of(added));
    }

    public void put(Context context) {
        var agent = agent(body.fields(context), name(context));
        Answers.ok(context, AgentJson.of(agents.put(Callers.of(context), agent)));
    }

    public void remove(Context context) {
        agents.remove(Callers.of(context), name(context));
        context.status(204);
    }

    private static Agent agent(Fields fields, AgentName name) {
        var description = fields.optionalText("description").orElse("");
        var instructions = fields.text("instructions");
        var model = fields.optionalText("model");
        var tools = fields.texts("tools");
        var collections = fields.texts("collections");
        var keywords = fields.texts("keywords");
        var steps = fields.integer("max_steps", AgentLimits.DEFAULT.steps(), 1, MOST_STEPS);
        var millis =
                fields.integer("max_time_ms", (int) AgentLimits.DEFAULT.time().toMillis(), 1_000, MOST_MILLIS);
        fields.done();
        var limits = new AgentLimits(steps, Duration.ofMillis(millis));
        return new Agent(name, description, instructions, model, tools, Set.copyOf(collections), keywords, limits, 0);
    }

    private static AgentName name(Context context) {
        return new AgentName(context.pathParam("name"));
    }
}
