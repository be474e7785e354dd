package io.mcpagent.adapter.cli;

import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** Agents and what they can call, as the API writes them; of this machine, or of a server. */
interface Workshop {
    /** By name. */
    List<Json.Obj> agents();

    /** What was defined as an agent and can't be used, with its {@code problems}. */
    List<Json.Obj> unusableAgents();

    Json.Obj agent(AgentName name);

    /** By name. */
    List<Json.Obj> tools();
}
