package io.mcpagent.testkit.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.UnusableAgent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Agents in memory. */
public final class InMemoryAgentRepository implements AgentRepository {
    private final List<Agent> agents;
    private final List<UnusableAgent> unusable;

    /** With these to begin with. */
    public InMemoryAgentRepository(List<Agent> defined) {
        this(defined, List.of());
    }

    /** The same with some that can't be used. */
    public InMemoryAgentRepository(List<Agent> defined, List<UnusableAgent> unusable) {
        this.agents = new CopyOnWriteArrayList<>(defined);
        this.unusable = new CopyOnWriteArrayList<>(unusable);
    }

    @Override
    public List<Agent> all() {
        return agents.stream()
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }

    @Override
    public List<UnusableAgent> unusable() {
        return unusable.stream()
                .sorted(Comparator.comparing(UnusableAgent::name))
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
        var wasUsable = agents.removeIf(agent -> agent.name().equals(name));
        var wasUnusable = unusable.removeIf(agent -> agent.name().equals(name.value()));
        return wasUsable || wasUnusable;
    }

    private Optional<Agent> find(AgentName name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
