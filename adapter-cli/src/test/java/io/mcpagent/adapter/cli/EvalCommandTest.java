package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvalCommandTest extends CliTest {
    private static final Path FOLDER = Path.of("/no-such-root/beir/tiny");
    private static final Path ANSWERS = Path.of("/no-such-root/beir/answers.jsonl");

    @BeforeEach
    void judge() {
        host.evaluations.put(
                FOLDER,
                "test",
                new EvaluationSet(
                        "tiny",
                        List.of(
                                new SetDocument("d1", "", "The battery lasts nine hours."),
                                new SetDocument("d2", "", "The screen is bright.")),
                        List.of(new SetQuery("q1", "battery hours")),
                        Map.of("q1", Map.of("d1", 1)),
                        Map.of()));
        host.evaluations.putAnswers(ANSWERS, Map.of("q1", List.of("nine hours")));
    }

    @Test
    void printsOneObjectForEachModeAndOneForTheAnswers() {
        var lines = run("eval", FOLDER.toString(), "--json", "--answers", ANSWERS.toString())
                .outJson();

        assertThat(lines.stream().map(line -> line.get("mode").asText()))
                .containsExactly("hybrid", "semantic", "keyword", "answer");
        var hybrid = lines.getFirst();
        assertThat(hybrid.fieldNames())
                .toIterable()
                .containsExactly(
                        "collection",
                        "split",
                        "mode",
                        "queries",
                        "ndcg_at_10",
                        "recall_at_100",
                        "mrr_at_10",
                        "map_at_100",
                        "latency_ms",
                        "chunks_per_second");
        assertThat(hybrid.get("ndcg_at_10").asDouble()).isEqualTo(1.0);
        assertThat(hybrid.get("latency_ms").fieldNames()).toIterable().containsExactly("p50", "p95", "p99");
        assertThat(lines.getLast().fieldNames())
                .toIterable()
                .containsExactly("mode", "questions", "gold_in_quote", "sentences", "abstained");
        assertThat(lines.getLast().get("gold_in_quote").asDouble()).isEqualTo(1.0);
        assertThat(host.opened).isEmpty();
    }

    @Test
    void printsATable() {
        var out =
                run("eval", FOLDER.toString(), "--answers", ANSWERS.toString()).out();

        assertThat(out)
                .contains("tiny, test: 1 queries")
                .contains("mode      nDCG@10  Recall@100")
                .contains("hybrid     1.0000      1.0000  1.0000   1.0000")
                .contains("answers to 1 questions");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void takesTheLinesOfAQueryAsTurns() {
        var turns = Path.of("/no-such-root/beir/turns.jsonl");
        host.evaluations.putQueries(
                turns, List.of(new SetQuery("q1", "The screen is bright, is the screen?\nAre battery hours listed?")));

        assertThat(hybrid("--queries", turns.toString())).isLessThan(1);
        assertThat(hybrid("--queries", turns.toString(), "--conversation")).isEqualTo(1);
    }

    private double hybrid(String... options) {
        var arguments = Stream.concat(Stream.of("eval", FOLDER.toString(), "--json"), Stream.of(options));
        return run(arguments.toArray(String[]::new))
                .outJson()
                .getFirst()
                .get("ndcg_at_10")
                .asDouble();
    }

    @Test
    void aMissingCollectionFails() {
        var printed = run("eval", "/no-such-root/nothing");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.err()).startsWith("mcp-agent: ");
        assertThat(run("eval").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
