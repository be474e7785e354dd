package io.mcpagent.domain.agent;

import java.util.List;

/**
 * What somebody defined as an agent, and what can't be read as one.
 *
 * @param name that the agent would have; not always one that is allowed
 * @param problems each says where it is and what to do
 */
public record UnusableAgent(String name, List<String> problems) {
    public UnusableAgent {
        problems = List.copyOf(problems);
        if (problems.isEmpty()) throw new IllegalArgumentException("an agent without a problem can be used");
    }
}
