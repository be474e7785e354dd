package io.mcpagent.testkit.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.UnusableAgent;
import java.util.List;

class InMemoryAgentRepositoryTest implements AgentRepositoryContract {
    @Override
    public AgentRepository agents(List<Agent> defined) {
        return new InMemoryAgentRepository(defined);
    }

    @Override
    public AgentRepository agentsAndABrokenOne(List<Agent> defined, AgentName broken) {
        var unusable = new UnusableAgent(broken.value(), List.of("It has no instructions."));
        return new InMemoryAgentRepository(defined, List.of(unusable));
    }
}
