package io.mcpagent.testkit.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The agents that it is made with. */
public record InMemoryAgentRepository(List<Agent> all) implements AgentRepository {
    public InMemoryAgentRepository {
        all = all.stream()
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }

    @Override
    public Optional<Agent> find(AgentName name) {
        return all.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
