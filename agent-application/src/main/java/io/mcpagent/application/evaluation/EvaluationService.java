package io.mcpagent.application.evaluation;

import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.application.evaluation.EvaluationReport.LatencyMillis;
import io.mcpagent.application.evaluation.EvaluationReport.Retrieval;
import io.mcpagent.application.retrieval.FollowUp;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Measures retrieval in each mode, and answers, through the path that answers users. */
public final class EvaluationService {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLISECOND = 1e6;

    private final EvaluationSetPort sets;
    private final Function<EvaluationSet, EvaluationBench> benches;
    private final LongSupplier nanos;

    /**
     * Over judged collections.
     *
     * @param benches opens a throw-away platform over a corpus
     * @param nanos a clock in nanoseconds from any origin
     */
    public EvaluationService(
            EvaluationSetPort sets, Function<EvaluationSet, EvaluationBench> benches, LongSupplier nanos) {
        this.sets = sets;
        this.benches = benches;
        this.nanos = nanos;
    }

    /** Hands over each report as soon as it is known: one a mode, then the answers' where they were asked for. */
    public void evaluate(
            Caller caller,
            EvaluationRequest request,
            Consumer<IngestionProgress> progress,
            Consumer<EvaluationReport> reports) {
        var set = load(request);
        try (var bench = benches.apply(set)) {
            var begin = nanos.getAsLong();
            var sync = bench.documents()
                    .sync(
                            caller,
                            new SyncRequest(
                                    EvaluationCorpus.ROOT,
                                    Optional.of(set.name()),
                                    Optional.of(request.language()),
                                    false),
                            progress);
            var speed = sync.chunks() / ((nanos.getAsLong() - begin) / NANOS_A_SECOND);
            var names = bench.documents().documents(caller, set.name()).stream()
                    .collect(Collectors.toMap(Document::id, document -> EvaluationCorpus.documentId(document.name())));
            var modes = judged(request, set) ? SearchMode.values() : new SearchMode[0];
            for (var mode : modes) {
                reports.accept(measure(caller, request, set, new Searches(bench, names), mode, speed));
            }
            if (request.answers().isPresent()) reports.accept(new AnswerEvaluation(bench.chat()).measure(caller, set));
        }
    }

    private EvaluationSet load(EvaluationRequest request) {
        var set = sets.load(request.folder(), request.split(), request.queries(), request.answers());
        if (!request.conversation()) return set;
        var asked = set.queries().stream()
                .map(query -> new SetQuery(query.id(), lastTurn(query.text())))
                .toList();
        return new EvaluationSet(set.name(), set.corpus(), asked, set.relevance(), set.answers());
    }

    private static String lastTurn(String conversation) {
        var turns = conversation.lines().filter(turn -> !turn.isBlank()).toList();
        if (turns.isEmpty()) return conversation;
        return FollowUp.standalone(turns.subList(0, turns.size() - 1), turns.getLast());
    }

    private record Searches(EvaluationBench bench, Map<DocumentId, String> names) {
        List<String> ranked(Caller caller, SetQuery query, SearchMode mode) {
            var request = new SearchRequest(query.text(), Set.of(), mode, 1);
            return bench.search().rank(caller, request).chunks().stream()
                    .map(ranked -> names.getOrDefault(ranked.chunk().document(), ""))
                    .distinct()
                    .toList();
        }
    }

    private record Measured(List<String> ranking, Map<String, Integer> judged, long nanos) {}

    private Retrieval measure(
            Caller caller,
            EvaluationRequest request,
            EvaluationSet set,
            Searches searches,
            SearchMode mode,
            double chunksPerSecond) {
        var measured = set.queries().stream()
                .filter(query -> isAnswerable(set, query))
                .map(query -> {
                    var begin = nanos.getAsLong();
                    var ranking = searches.ranked(caller, query, mode);
                    return new Measured(
                            ranking, set.relevance().getOrDefault(query.id(), Map.of()), nanos.getAsLong() - begin);
                })
                .toList();
        return new Retrieval(
                set.name(),
                request.split(),
                mode,
                measured.size(),
                mean(measured, query -> RankingMetrics.ndcg(query.ranking(), query.judged(), 10)),
                mean(measured, query -> RankingMetrics.recall(query.ranking(), query.judged(), 100)),
                mean(measured, query -> RankingMetrics.reciprocalRank(query.ranking(), query.judged(), 10)),
                mean(measured, query -> RankingMetrics.averagePrecision(query.ranking(), query.judged(), 100)),
                latency(measured),
                chunksPerSecond);
    }

    /** Without judgements there is nothing to measure but answers. */
    private static boolean judged(EvaluationRequest request, EvaluationSet set) {
        var judged = set.queries().stream().anyMatch(query -> isAnswerable(set, query));
        if (!judged && request.answers().isEmpty())
            throw new InvalidRequest(
                    "evaluation_without_judgements",
                    "No query of %s has a relevant document in split %s.".formatted(set.name(), request.split()));
        return judged;
    }

    private static boolean isAnswerable(EvaluationSet set, SetQuery query) {
        return set.relevance().getOrDefault(query.id(), Map.of()).values().stream()
                .anyMatch(gain -> gain > 0);
    }

    private static double mean(List<Measured> measured, ToDoubleFunction<Measured> metric) {
        return measured.stream().mapToDouble(metric).average().orElse(0);
    }

    private static LatencyMillis latency(List<Measured> measured) {
        var sorted = measured.stream().mapToLong(Measured::nanos).sorted().toArray();
        return new LatencyMillis(percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99));
    }

    /** By the nearest rank. */
    private static double percentile(long[] sorted, double share) {
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_A_MILLISECOND;
    }
}
