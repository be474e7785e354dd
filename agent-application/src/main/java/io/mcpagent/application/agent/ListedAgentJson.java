package io.mcpagent.application.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.AgentJson;
import java.util.Locale;

/** An agent as lists show it: as it is in a run's log, where it is from, and who may ask it. */
public final class ListedAgentJson {
    private ListedAgentJson() {}

    public static Json.Obj of(Agent agent) {
        return AgentJson.of(agent)
                .with("origin", Json.of(Agents.origin(agent).word()))
                .with("access", Json.of(agent.audience().access().name().toLowerCase(Locale.ROOT)));
    }

    public static Json.Obj of(UnusableAgent unusable) {
        return Json.object()
                .with("name", Json.of(unusable.name()))
                .with(
                        "problems",
                        Json.array(unusable.problems().stream().map(Json::of).toList()));
    }
}
