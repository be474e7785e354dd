package io.mcpagent.adapter.cli;

import io.mcpagent.application.evaluation.EvaluationReport;
import io.mcpagent.application.evaluation.EvaluationReport.Answers;
import io.mcpagent.application.evaluation.EvaluationReport.Retrieval;
import java.util.Locale;

/** What was measured, for people: a table that grows as it becomes known. */
final class EvaluationText {
    private final Output output;
    private boolean headed;

    EvaluationText(Output output) {
        this.output = output;
    }

    void print(EvaluationReport report) {
        switch (report) {
            case Retrieval retrieval -> print(retrieval);
            case Answers answers -> print(answers);
        }
    }

    private void print(Retrieval retrieval) {
        if (!headed) head(retrieval);
        headed = true;
        var latency = retrieval.latency();
        output.say(String.format(
                Locale.ROOT,
                "%-8s  %7.4f  %10.4f  %6.4f  %7.4f  %7.1f  %7.1f  %7.1f",
                retrieval.mode().name().toLowerCase(Locale.ROOT),
                retrieval.ndcgAt10(),
                retrieval.recallAt100(),
                retrieval.mrrAt10(),
                retrieval.mapAt100(),
                latency.p50(),
                latency.p95(),
                latency.p99()));
    }

    private void head(Retrieval retrieval) {
        output.say(String.format(
                Locale.ROOT,
                "%s, %s: %d queries; ingested at %.1f chunks/s",
                retrieval.collection(),
                retrieval.split(),
                retrieval.queries(),
                retrieval.chunksPerSecond()));
        output.sayBold("mode      nDCG@10  Recall@100  MRR@10  MAP@100   p50 ms   p95 ms   p99 ms");
    }

    private void print(Answers answers) {
        output.say("");
        output.say(String.format(
                Locale.ROOT,
                "answers to %d questions: gold in quote %.4f, sentences %.2f, abstained %.4f",
                answers.questions(),
                answers.goldInQuote(),
                answers.sentences(),
                answers.abstained()));
    }
}
