package io.mcpagent.application.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Interposer;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.evaluation.EvaluationReport.Answers;
import io.mcpagent.application.evaluation.EvaluationReport.LatencyMillis;
import io.mcpagent.application.evaluation.EvaluationReport.Retrieval;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.testkit.evaluation.InMemoryEvaluationSets;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationServiceTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);
    private static final Path FOLDER = Path.of("/sets/tiny");
    private static final Path ANSWERS = Path.of("/sets/tiny/answers.jsonl");
    private static final Path CONVERSATIONS = Path.of("/sets/tiny/conversations.jsonl");
    private static final EvaluationSet TINY = new EvaluationSet(
            "tiny",
            List.of(
                    new SetDocument("d1", "Insects", "Bees make honey."),
                    new SetDocument("d2", "", "Owls hunt mice."),
                    new SetDocument("d3", "", "Rain falls.")),
            List.of(
                    new SetQuery("q1", "honey"),
                    new SetQuery("q2", "owls hunt when it falls"),
                    new SetQuery("q3", "nobody judged this"),
                    new SetQuery("q4", "what falls")),
            Map.of("q1", Map.of("d1", 1), "q2", Map.of("d3", 1), "q4", Map.of("d3", 0)),
            Map.of());

    private final InMemoryEvaluationSets sets = new InMemoryEvaluationSets();
    private final AtomicLong millis = new AtomicLong();
    private final AtomicInteger discarded = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<EvaluationReport> reports = new ArrayList<>();

    EvaluationServiceTest() {
        sets.put(FOLDER, "test", TINY);
        sets.putAnswers(ANSWERS, Map.of("q1", List.of("wax", "honey"), "q2", List.of("eagles"), "q4", List.of("rain")));
    }

    @Test
    void measuresEachModeOverTheQueriesThatHaveARelevantDocument() {
        evaluate(Optional.empty());

        assertThat(reports.stream().map(report -> ((Retrieval) report).mode())).containsExactly(SearchMode.values());
        assertThat(reports.stream().map(report -> ((Retrieval) report).queries()))
                .containsOnly(2);
        assertThat(discarded).hasValue(1);
    }

    @Test
    void keywordFiguresAreThoseCountedByHand() {
        evaluate(Optional.empty());

        // q1: d1 alone, and it is relevant: all are 1.
        // q2: d2 (two terms) before d3 (one); only d3 is relevant: nDCG 1/log2(3), recall 1, RR 1/2, AP 1/2.
        var keyword = (Retrieval) reports.getLast();
        assertThat(keyword.mode()).isEqualTo(SearchMode.KEYWORD);
        assertThat(keyword.ndcgAt10()).isCloseTo((1 + 1 / (Math.log(3) / Math.log(2))) / 2, EXACT);
        assertThat(keyword.recallAt100()).isCloseTo(1, EXACT);
        assertThat(keyword.mrrAt10()).isCloseTo((1 + .5) / 2, EXACT);
        assertThat(keyword.mapAt100()).isCloseTo((1 + .5) / 2, EXACT);
    }

    @Test
    void timesEachSearchAndTheIngestion() {
        evaluate(Optional.empty());

        // The clock moves by a millisecond each time it is read, and is read before and after each.
        var first = (Retrieval) reports.getFirst();
        assertThat(first.latency()).isEqualTo(new LatencyMillis(1, 1, 1));
        assertThat(first.chunksPerSecond()).isCloseTo(3 / .001, Offset.offset(1e-6));
    }

    @Test
    void countsAnswersAbstentionsAndGold() {
        evaluate(Optional.of(ANSWERS));

        // q1 quotes its gold; q2 quotes something else; q3, which has no known answer, and q4 are not answered.
        // One of three known answers is in a quote; two answers have one sentence each; two of four abstain.
        assertThat(reports.getLast()).isEqualTo(new Answers(4, 1 / 3.0, 1, .5));
    }

    @Test
    void aSplitWithoutJudgementsIsRefused() {
        sets.put(
                FOLDER,
                "empty",
                new EvaluationSet("tiny", TINY.corpus(), TINY.queries(), Map.of("q1", Map.of("d1", 0)), Map.of()));

        assertThatThrownBy(() -> evaluate("empty", Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("evaluation_without_judgements"));
        assertThat(discarded).as("closed all the same").hasValue(1);
    }

    @Test
    void theLinesOfAQueryAreTheTurnsOfAConversationWhereThatIsSaid() {
        sets.putQueries(
                CONVERSATIONS,
                List.of(new SetQuery("q1", "Who makes honey?\n\nWhen does the rain fall?\nAnd why does it?\n")));

        evaluate(new EvaluationRequest(
                FOLDER, "test", Optional.of(CONVERSATIONS), true, Optional.of(ANSWERS), Language.ENGLISH));

        assertThat(asked).containsExactly("And why does it? (rain fall)");
        assertThat(((Retrieval) reports.getFirst()).queries()).isEqualTo(1);
    }

    @Test
    void elseAQueryIsAskedAsItStands() {
        sets.putQueries(CONVERSATIONS, List.of(new SetQuery("q1", "Who makes honey?\nAnd why?")));

        evaluate(new EvaluationRequest(
                FOLDER, "test", Optional.of(CONVERSATIONS), false, Optional.of(ANSWERS), Language.ENGLISH));

        assertThat(asked).containsExactly("Who makes honey?\nAnd why?");
    }

    private void evaluate(Optional<Path> answers) {
        evaluate("test", answers);
    }

    private void evaluate(String split, Optional<Path> answers) {
        evaluate(new EvaluationRequest(FOLDER, split, Optional.empty(), false, answers, Language.ENGLISH));
    }

    private void evaluate(EvaluationRequest request) {
        new EvaluationService(sets, this::bench, () -> millis.incrementAndGet() * 1_000_000)
                .evaluate(Platform.ADA, request, progress -> {}, reports::add);
    }

    private EvaluationBench bench(EvaluationSet set) {
        var model = ScriptedLlm.answering(request -> {
            asked.add(request.question());
            return switch (request.question()) {
                case "honey" -> "Bees make honey. [1]";
                case "owls hunt when it falls" -> "Owls hunt mice. [1]";
                default -> "I do not know.";
            };
        });
        var platform = new Machine().start(model, reading(new EvaluationCorpus(set)));
        return new EvaluationBench(platform.documents, platform.search, platform.chat, () -> {
            platform.close();
            discarded.incrementAndGet();
        });
    }

    private static Interposer reading(FileStorePort files) {
        return new Interposer() {
            @Override
            public <T> T between(Class<T> port, T real) {
                return port == FileStorePort.class ? port.cast(files) : real;
            }
        };
    }
}
