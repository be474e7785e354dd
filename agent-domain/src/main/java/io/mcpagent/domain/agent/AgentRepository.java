package io.mcpagent.domain.agent;

import java.util.List;

/** The agents that people defined. */
public interface AgentRepository {
    /** By name. */
    List<Agent> all();
}
