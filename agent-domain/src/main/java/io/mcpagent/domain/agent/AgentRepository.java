package io.mcpagent.domain.agent;

import java.util.List;
import java.util.Optional;

/** The agents that people defined. */
public interface AgentRepository {
    Optional<Agent> find(AgentName name);

    /** By name. */
    List<Agent> all();
}
