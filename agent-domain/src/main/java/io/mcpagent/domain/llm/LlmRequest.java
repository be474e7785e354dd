package io.mcpagent.domain.llm;

import io.mcpagent.domain.retrieval.Passage;
import java.util.List;

/**
 * What a model is shown.
 *
 * @param passages numbered from 1 in this order; the reply cites passage n as {@code [n]}
 */
public record LlmRequest(String question, List<Passage> passages) {
    public LlmRequest {
        passages = List.copyOf(passages);
    }
}
