package io.mcpagent.adapter.rest.agent;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce.Creation;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.agent.ListedAgentJson;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The agents that may be asked. */
public final class AgentRoutes {
    static final int MOST_STEPS = 1_000;
    static final int LEAST_MILLIS = 1_000;
    static final int MOST_MILLIS = 86_400_000;

    private final AgentService agents;
    private final Body body;
    private final CreatedOnce once;

    public AgentRoutes(AgentService agents, Body body, CreatedOnce once) {
        this.agents = agents;
        this.body = body;
        this.once = once;
    }

    public Section section() {
        return new Section(
                "agents",
                "The agents that may be asked.",
                Operation.get("/agents", "listAgents", "Lists agents, by name.", this::list)
                        .paged(AgentSchemas.PAGE),
                Operation.post("/agents", "addAgent", "Defines an agent.", this::add)
                        .takes(AgentSchemas.NEW)
                        .creates(AgentSchemas.AGENT)
                        .refuses(409, 422),
                Operation.get("/agents/{name}", "getAgent", "Shows an agent.", this::get)
                        .answers(200, AgentSchemas.AGENT)
                        .tagged()
                        .refuses(404, 422),
                Operation.put("/agents/{name}", "putAgent", "Defines an agent, or another in its place.", this::put)
                        .takes(AgentSchemas.DEFINITION)
                        .answers(200, AgentSchemas.AGENT)
                        .tagsTheChanged()
                        .refuses(404, 422),
                Operation.delete(
                                "/agents/{name}",
                                "removeAgent",
                                "Removes an agent; a built-in one comes back.",
                                this::remove)
                        .answers(204)
                        .guarded()
                        .refuses(404, 422));
    }

    /** By name; those that can't be used stand beside, whichever page it is. */
    private void list(Context context) {
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

    private void get(Context context) {
        var name = new AgentName(context.pathParam("name"));
        Conditional.show(context, ListedAgentJson.of(agents.agent(Callers.of(context), name)));
    }

    /** Adds one, by a body with {@code name} and what {@link #put} takes. */
    private void add(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var definition = definition(fields);
        var access = definition.access().orElse(Audience.Access.EVERYONE);
        var caller = Callers.of(context);
        var wanted = definition.of(new AgentName(name)).with(Audience.EVERYONE.with(access));
        once.answerFile(
                context,
                Permission.DEFINE_AGENTS,
                () -> created(agents.add(caller, wanted)),
                () -> sameAs(caller, wanted).map(AgentRoutes::created),
                "addAgent",
                fields.canonical());
    }

    private static Creation created(Agent agent) {
        return new Creation("/api/v1/agents/" + agent.name().value(), ListedAgentJson.of(agent));
    }

    /** The caller's, with nothing changed since. */
    private Optional<Agent> sameAs(Caller caller, Agent wanted) {
        var owned = wanted.with(wanted.audience().of(caller.user()));
        return agents.agents(caller).stream()
                .filter(agent -> agent.equals(owned.withVersion(agent.version())))
                .findFirst();
    }

    /**
     * Adds or replaces one, by a body: {@code instructions}, {@code description}, {@code model}, {@code tools}, {@code
     * collections}, {@code keywords}, {@code max_steps}, {@code max_time_ms}, {@code access}.
     */
    private void put(Context context) {
        var name = new AgentName(context.pathParam("name"));
        var definition = definition(body.fields(context));
        var access = definition.access();
        var expected = Conditional.<Agent>expected(context, ListedAgentJson::of);
        var changed = agents.put(Callers.of(context), definition.of(name), access, expected);
        Conditional.changed(context, ListedAgentJson.of(changed));
    }

    private void remove(Context context) {
        var name = new AgentName(context.pathParam("name"));
        agents.remove(Callers.of(context), name, Conditional.expected(context, ListedAgentJson::of));
        context.status(204);
    }

    /**
     * An agent but for its name, which is judged when the body has been.
     *
     * @param access who may ask it, where that is said
     */
    private record Definition(Function<AgentName, Agent> agent, Optional<Audience.Access> access) {
        Agent of(AgentName name) {
            return agent.apply(name);
        }
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
        var rules = ToolRules.of(fields);
        var access = fields.has("access")
                ? Optional.of(fields.oneOf("access", Audience.Access.class, Audience.Access.EVERYONE))
                : Optional.<Audience.Access>empty();
        fields.done();
        var policy = rules.policy();
        var limits = new AgentLimits(steps, Duration.ofMillis(millis));
        return new Definition(
                name -> new Agent(name, description, instructions, model, tools, collections, keywords, limits, 0)
                        .with(policy),
                access);
    }
}
