package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.retrieval.Scores;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two rankings of raw scores become one. Pure; ties are broken by chunk id, so the order never hangs on chance. */
final class Fusion {
    /** The constant of reciprocal rank fusion; 60 in the paper. */
    private static final int RANK_OFFSET = 60;

    private static final Comparator<RankedChunk> BEST_FIRST = Comparator.comparingDouble(
                    (RankedChunk ranked) -> ranked.scores().fused())
            .reversed()
            .thenComparing(RankedChunk::chunk);

    private Fusion() {}

    static List<RankedChunk> fuse(RetrievalSettings settings, List<ScoredChunk> vector, List<ScoredChunk> keyword) {
        return switch (settings.fusion()) {
            case MIN_MAX -> minMax(settings.vectorWeight(), vector, keyword);
            case RECIPROCAL_RANK -> reciprocalRank(vector, keyword);
        };
    }

    /** Each half is stretched to 0 to 1; what a half did not find counts 0 there. */
    private static List<RankedChunk> minMax(double weight, List<ScoredChunk> vector, List<ScoredChunk> keyword) {
        var byVector = stretched(vector);
        var byKeyword = stretched(keyword);
        return combine(
                vector,
                keyword,
                chunk ->
                        weight * byVector.getOrDefault(chunk, 0.0) + (1 - weight) * byKeyword.getOrDefault(chunk, 0.0));
    }

    /** Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (SIGIR 2009). */
    private static List<RankedChunk> reciprocalRank(List<ScoredChunk> vector, List<ScoredChunk> keyword) {
        var byVector = ranks(vector);
        var byKeyword = ranks(keyword);
        return combine(vector, keyword, chunk -> reciprocal(byVector.get(chunk)) + reciprocal(byKeyword.get(chunk)));
    }

    /** One half alone, in its own order and with its raw scores. */
    static List<RankedChunk> vectorAlone(List<ScoredChunk> hits) {
        return hits.stream()
                .map(hit -> new RankedChunk(
                        hit.chunk(), new Scores(hit.score(), Optional.of(hit.score()), Optional.empty())))
                .toList();
    }

    static List<RankedChunk> keywordAlone(List<ScoredChunk> hits) {
        return hits.stream()
                .map(hit -> new RankedChunk(
                        hit.chunk(), new Scores(hit.score(), Optional.empty(), Optional.of(hit.score()))))
                .toList();
    }

    private static List<RankedChunk> combine(
            List<ScoredChunk> vector, List<ScoredChunk> keyword, ToDoubleFunction<ChunkId> score) {
        var byVector = raw(vector);
        var byKeyword = raw(keyword);
        var all = new LinkedHashMap<>(byVector);
        all.putAll(byKeyword);
        return all.keySet().stream()
                .map(chunk -> new RankedChunk(
                        chunk,
                        new Scores(
                                score.applyAsDouble(chunk),
                                Optional.ofNullable(byVector.get(chunk)),
                                Optional.ofNullable(byKeyword.get(chunk)))))
                .sorted(BEST_FIRST)
                .toList();
    }

    private static Map<ChunkId, Double> raw(List<ScoredChunk> hits) {
        var scores = new LinkedHashMap<ChunkId, Double>();
        hits.forEach(hit -> scores.put(hit.chunk(), hit.score()));
        return scores;
    }

    private static Map<ChunkId, Double> stretched(List<ScoredChunk> hits) {
        var stats = hits.stream().mapToDouble(ScoredChunk::score).summaryStatistics();
        var width = stats.getMax() - stats.getMin();
        var scores = new HashMap<ChunkId, Double>();
        hits.forEach(hit -> scores.put(hit.chunk(), width > 0 ? (hit.score() - stats.getMin()) / width : 1.0));
        return scores;
    }

    private static Map<ChunkId, Integer> ranks(List<ScoredChunk> hits) {
        var ranks = new HashMap<ChunkId, Integer>();
        IntStream.range(0, hits.size()).forEach(i -> ranks.put(hits.get(i).chunk(), i + 1));
        return ranks;
    }

    private static double reciprocal(@Nullable Integer rank) {
        return rank == null ? 0 : 1.0 / (RANK_OFFSET + rank);
    }
}
