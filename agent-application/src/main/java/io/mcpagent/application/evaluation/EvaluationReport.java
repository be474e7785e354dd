package io.mcpagent.application.evaluation;

import io.mcpagent.application.retrieval.SearchMode;

/** What came out of an evaluation. */
public sealed interface EvaluationReport {
    /**
     * Means over the queries that have a relevant document.
     *
     * @param latency of a whole search, the query's embedding included
     * @param chunksPerSecond of taking the corpus in, wall time
     */
    record Retrieval(
            String collection,
            String split,
            SearchMode mode,
            int queries,
            double ndcgAt10,
            double recallAt100,
            double mrrAt10,
            double mapAt100,
            LatencyMillis latency,
            double chunksPerSecond)
            implements EvaluationReport {}

    /**
     * What the answerer did.
     *
     * @param goldInQuote share of the questions with a known answer that have it inside a quoted sentence; an abstention
     *     is a miss
     * @param sentences quoted on average where it answered
     * @param abstained share of all questions
     */
    record Answers(int questions, double goldInQuote, double sentences, double abstained) implements EvaluationReport {}

    /** Percentiles. */
    record LatencyMillis(double p50, double p95, double p99) {}
}
