package io.mcpagent.testkit.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Agents in memory. */
public final class InMemoryAgentRepository implements AgentRepository {
    private final List<Agent> agents;

    /** With these to begin with. */
    public InMemoryAgentRepository(List<Agent> defined) {
        this.agents = new CopyOnWriteArrayList<>(defined);
    }

    @Override
    public List<Agent> all() {
        return agents.stream()
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }

    @Override
    public synchronized Agent save(Agent agent) {
        var version = find(agent.name()).map(Agent::version).orElse(0L) + 1;
        remove(agent.name());
        var saved = agent.withVersion(version);
        agents.add(saved);
        return saved;
    }

    @Override
    public synchronized boolean remove(AgentName name) {
        return agents.removeIf(agent -> agent.name().equals(name));
    }

    private Optional<Agent> find(AgentName name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
