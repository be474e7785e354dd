package io.mcpagent.testkit.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentRepository;
import java.util.List;

class InMemoryAgentRepositoryTest implements AgentRepositoryContract {
    @Override
    public AgentRepository agents(List<Agent> defined) {
        return new InMemoryAgentRepository(defined);
    }
}
