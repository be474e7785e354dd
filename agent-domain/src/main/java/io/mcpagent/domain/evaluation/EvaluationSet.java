package io.mcpagent.domain.evaluation;

import java.util.List;
import java.util.Map;

/**
 * A judged collection.
 *
 * @param relevance by query id, then by document id: 0 for judged irrelevant, more for more relevant
 * @param answers by query id, the strings any of which a right answer contains
 * @see <a href="https://arxiv.org/abs/2104.08663">Thakur et al., BEIR (2021)</a>
 */
public record EvaluationSet(
        String name,
        List<SetDocument> corpus,
        List<SetQuery> queries,
        Map<String, Map<String, Integer>> relevance,
        Map<String, List<String>> answers) {
    public EvaluationSet {
        corpus = List.copyOf(corpus);
        queries = List.copyOf(queries);
        relevance = Map.copyOf(relevance);
        answers = Map.copyOf(answers);
    }

    /**
     * A document of the collection.
     *
     * @param title may be empty
     */
    public record SetDocument(String id, String title, String text) {}

    public record SetQuery(String id, String text) {}
}
