package io.mcpagent.application.conversation;

import java.util.Set;

/**
 * A question and where to look.
 *
 * @param collections names of those to look into; all readable ones when empty
 */
public record AskRequest(String question, Set<String> collections) {
    public AskRequest {
        collections = Set.copyOf(collections);
    }
}
