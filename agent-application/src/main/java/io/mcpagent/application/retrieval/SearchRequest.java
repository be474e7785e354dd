package io.mcpagent.application.retrieval;

import java.util.Set;

/**
 * A search and where to look.
 *
 * @param collections names; all readable ones when empty
 * @param limit how many chunks become passages
 */
public record SearchRequest(String query, Set<String> collections, SearchMode mode, int limit) {
    public static final int MAX_LIMIT = 1_000;

    public SearchRequest {
        collections = Set.copyOf(collections);
    }
}
