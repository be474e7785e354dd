package io.mcpagent.adapter.rest.agent;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.agent.ListedAgentJson;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Set;

/** The agents that may be asked. */
public final class AgentRoutes {
    private static final int MOST_STEPS = 1_000;
    private static final int LEAST_MILLIS = 1_000;
    private static final int MOST_MILLIS = 86_400_000;

    private final AgentService agents;
    private final Body body;

    public AgentRoutes(AgentService agents, Body body) {
        this.agents = agents;
        this.body = body;
    }

    /** By name; those that can't be used stand beside, whichever page it is. */
    public void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        var caller = Callers.of(context);
        var unusable = agents.unusable(caller).stream().map(ListedAgentJson::of);
        var page = Page.afterKey(
                agents.agents(caller),
                after,
                limit,
                ListedAgentJson::of,
                agent -> agent.name().value());
        Answers.ok(context, page.with("unusable", Json.array(unusable.toList())));
    }

    public void get(Context context) {
        var name = new AgentName(context.pathParam("name"));
        Answers.ok(context, ListedAgentJson.of(agents.agent(Callers.of(context), name)));
    }

    /** Adds one, by a body with {@code name} and what {@link #put} takes. */
    public void add(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var definition = definition(fields);
        var added = agents.add(Callers.of(context), definition.of(new AgentName(name)));
        Answers.created(context, "/api/v1/agents/" + added.name().value(), ListedAgentJson.of(added));
    }

    /**
     * Adds or replaces one, by a body: {@code instructions}, {@code description}, {@code model}, {@code tools}, {@code
     * collections}, {@code keywords}, {@code max_steps}, {@code max_time_ms}.
     */
    public void put(Context context) {
        var name = new AgentName(context.pathParam("name"));
        var definition = definition(body.fields(context));
        Answers.ok(context, ListedAgentJson.of(agents.put(Callers.of(context), definition.of(name))));
    }

    public void remove(Context context) {
        agents.remove(Callers.of(context), new AgentName(context.pathParam("name")));
        context.status(204);
    }

    /** An agent but for its name, which is judged when the body has been. */
    private interface Definition {
        Agent of(AgentName name);
    }

    private static Definition definition(Fields fields) {
        var description = fields.optionalText("description").orElse("");
        var instructions = fields.text("instructions");
        var model = fields.optionalText("model");
        var tools = fields.texts("tools");
        var collections = Set.copyOf(fields.texts("collections"));
        var keywords = fields.texts("keywords");
        var usual = AgentLimits.DEFAULT;
        var steps = fields.integer("max_steps", usual.steps(), 1, MOST_STEPS);
        var millis = fields.integer("max_time_ms", Math.toIntExact(usual.time().toMillis()), LEAST_MILLIS, MOST_MILLIS);
        fields.done();
        var limits = new AgentLimits(steps, Duration.ofMillis(millis));
        return name -> new Agent(name, description, instructions, model, tools, collections, keywords, limits, 0);
    }
}
