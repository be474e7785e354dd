package io.mcpagent.application.conversation;

import io.mcpagent.domain.agent.AgentName;
import java.util.Optional;
import java.util.Set;

/**
 * A question and where to look.
 *
 * @param collections names of those to look into; when empty those of the agent, and all readable ones when it names none
 * @param agent who is to answer; the router's choice when empty
 * @param model as {@code NAME/model}, instead of the agent's own
 */
public record AskRequest(String question, Set<String> collections, Optional<AgentName> agent, Optional<String> model) {
    public AskRequest {
        collections = Set.copyOf(collections);
    }

    public AskRequest(String question, Set<String> collections) {
        this(question, collections, Optional.empty(), Optional.empty());
    }
}
