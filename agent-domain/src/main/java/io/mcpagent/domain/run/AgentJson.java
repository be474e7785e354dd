package io.mcpagent.domain.run;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** The stored form of the agent that a run began with. */
public final class AgentJson {
    private AgentJson() {}

    public static Json.Obj of(Agent agent) {
        return Json.object()
                .with("name", Json.of(agent.name().value()))
                .with("description", Json.of(agent.description()))
                .with("instructions", Json.of(agent.instructions()))
                .with("model", agent.model().map(Json::of))
                .with("tools", strings(agent.tools()))
                .with(
                        "collections",
                        strings(agent.collections().stream().sorted().toList()))
                .with("keywords", strings(agent.keywords()))
                .with("max_steps", Json.of(agent.limits().steps()))
                .with("max_time_ms", Json.of(agent.limits().time().toMillis()))
                .with("tool_rules", ToolRuleJson.of(agent.policy()))
                .with("version", Json.of(agent.version()));
    }

    static Agent read(JsonFields in) {
        return new Agent(
                new AgentName(in.string("name")),
                in.string("description"),
                in.string("instructions"),
                in.optionalString("model"),
                in.strings("tools"),
                Set.copyOf(in.strings("collections")),
                in.strings("keywords"),
                new AgentLimits(Math.toIntExact(in.integer("max_steps")), Duration.ofMillis(in.integer("max_time_ms"))),
                ToolRuleJson.read(in),
                Audience.EVERYONE,
                in.integer("version"));
    }

    private static Json.Arr strings(Collection<String> values) {
        return Json.array(values.stream().map(Json::of).toList());
    }
}
