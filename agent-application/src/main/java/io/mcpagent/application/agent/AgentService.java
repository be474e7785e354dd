package io.mcpagent.application.agent;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import java.util.List;

/** The agents that may be asked. */
public final class AgentService {
    private final Agents agents;

    public AgentService(Agents agents) {
        this.agents = agents;
    }

    /** By name. */
    public List<Agent> agents(Caller caller) {
        return agents.all();
    }

    /**
     * The one of that name.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code agent_not_found}
     */
    public Agent agent(Caller caller, AgentName name) {
        return agents.named(name);
    }
}
