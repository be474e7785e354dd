package io.mcpagent.application.retrieval;

import io.mcpagent.domain.retrieval.Passage;
import java.util.List;

/** Passages, best first, and how they were found. */
public record SearchResult(List<Passage> passages, Explanation explanation) {
    public SearchResult {
        passages = List.copyOf(passages);
    }
}
