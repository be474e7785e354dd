package io.mcpagent.application.retrieval;

import java.util.List;

/** Chunks, best first, and how they got there. */
public record Ranking(List<RankedChunk> chunks, Explanation explanation) {
    public Ranking {
        chunks = List.copyOf(chunks);
    }
}
