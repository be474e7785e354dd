package io.mcpagent.testkit.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentRepository;
import java.util.Comparator;
import java.util.List;

/** The agents that it is made with. */
public record InMemoryAgentRepository(List<Agent> all) implements AgentRepository {
    public InMemoryAgentRepository {
        all = all.stream()
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }
}
