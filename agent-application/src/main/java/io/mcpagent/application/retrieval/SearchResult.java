package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.retrieval.Passage;
import java.util.List;
import java.util.Map;

/**
 * Passages, best first, and how they were found.
 *
 * @param documents the names of those in the explanation; one that was deleted meanwhile has none
 */
public record SearchResult(List<Passage> passages, Explanation explanation, Map<DocumentId, String> documents) {
    public SearchResult {
        passages = List.copyOf(passages);
        documents = Map.copyOf(documents);
    }
}
