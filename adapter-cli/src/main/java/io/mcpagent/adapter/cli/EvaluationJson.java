package io.mcpagent.adapter.cli;

import io.mcpagent.application.evaluation.EvaluationReport;
import io.mcpagent.application.evaluation.EvaluationReport.Answers;
import io.mcpagent.application.evaluation.EvaluationReport.Retrieval;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.Rounded;
import java.util.Locale;

/** What was measured, for programs. */
final class EvaluationJson {
    private EvaluationJson() {}

    static Json.Obj of(EvaluationReport report) {
        return switch (report) {
            case Retrieval retrieval -> of(retrieval);
            case Answers answers -> of(answers);
        };
    }

    private static Json.Obj of(Retrieval retrieval) {
        var latency = retrieval.latency();
        return Json.object()
                .with("collection", Json.of(retrieval.collection()))
                .with("split", Json.of(retrieval.split()))
                .with("mode", Json.of(retrieval.mode().name().toLowerCase(Locale.ROOT)))
                .with("queries", Json.of(retrieval.queries()))
                .with("ndcg_at_10", Rounded.score(retrieval.ndcgAt10()))
                .with("recall_at_100", Rounded.score(retrieval.recallAt100()))
                .with("mrr_at_10", Rounded.score(retrieval.mrrAt10()))
                .with("map_at_100", Rounded.score(retrieval.mapAt100()))
                .with(
                        "latency_ms",
                        Json.object()
                                .with("p50", Rounded.millis(latency.p50()))
                                .with("p95", Rounded.millis(latency.p95()))
                                .with("p99", Rounded.millis(latency.p99())))
                .with("chunks_per_second", Rounded.rate(retrieval.chunksPerSecond()));
    }

    private static Json.Obj of(Answers answers) {
        return Json.object()
                .with("mode", Json.of("answer"))
                .with("questions", Json.of(answers.questions()))
                .with("gold_in_quote", Rounded.score(answers.goldInQuote()))
                .with("sentences", Rounded.score(answers.sentences()))
                .with("abstained", Rounded.score(answers.abstained()));
    }
}
