package io.mcpagent.domain.agent;

import java.util.List;

/** The agents that people defined. */
public interface AgentRepository {
    /** Those that can be used, by name. */
    List<Agent> all();

    /** The others, by name. Saving one of that name, or removing it, mends it. */
    List<UnusableAgent> unusable();

    /**
     * Adds or replaces the one of its name. Its version is counted by the repository, whatever it says.
     *
     * @return it, as it is now
     */
    Agent save(Agent agent);

    /**
     * Forgets it.
     *
     * @return false when there was none
     */
    boolean remove(AgentName name);
}
