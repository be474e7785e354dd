package io.mcpagent.benchmarks.retrieval;

import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.application.retrieval.HybridSearch;
import io.mcpagent.application.retrieval.RankedChunk;
import io.mcpagent.application.retrieval.RetrievalSettings;
import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A hybrid search as the product makes it, with a query whose embedding is known: both halves to a depth of 1,000 under a
 * filter that keeps half of 100,000 chunks, fused, and the text of the best ten. Prints wall times, which count on an idle
 * machine only, and the CPU time of each half and of the rest on one thread.
 */
public final class HybridBenchmark {
    private static final int DEPTH = 1000;
    private static final int SHOWN = 10;
    private static final int QUERIES = 500;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int ROUNDS = 5;
    private static final RetrievalSettings SETTINGS = new RetrievalSettings(DEPTH, FusionMethod.MIN_MAX, 0.5);

    private final LuceneVectors vectors;
    private final HybridSearch search;
    private final List<Query> queries;

    private HybridBenchmark(LuceneVectors vectors) {
        this.vectors = vectors;
        search = new HybridSearch(new KnownEmbeddings(), vectors.store(), SETTINGS, System::nanoTime);
        var text = new ZipfText(BenchmarkIndex.QUERY_SEED);
        var mixture = new ClusteredVectors(BenchmarkIndex.DIMENSION, BenchmarkIndex.QUERY_SEED);
        queries = IntStream.range(0, QUERIES)
                .mapToObj(i -> new Query(text.query(6, 10), mixture.next()))
                .toList();
    }

    /** Prints a line for each round, and one for the CPU time. */
    public static void main(String... arguments) throws Exception {
        try (var vectors = BenchmarkIndex.open(VectorsBenchmark.folder());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var benchmark = new HybridBenchmark(vectors);
            for (var round = 0; round < WARM_UP_ROUNDS; round++) {
                benchmark.wallMillis();
            }
            for (var round = 0; round < ROUNDS; round++) {
                // From a virtual thread, as a server's request would.
                Future<double[]> times = callers.submit(benchmark::wallMillis);
                System.out.printf(
                        "hybrid: p50 %.2f ms, p99 %.2f ms%n",
                        times.get()[QUERIES / 2], times.get()[QUERIES * 99 / 100]);
            }
            benchmark.printCpu();
        }
    }

    private double[] wallMillis() {
        return queries.stream()
                .mapToDouble(query -> {
                    var begin = System.nanoTime();
                    var ranking = search.rank(query.text(), query.embedding(), BenchmarkIndex.HALF, SearchMode.HYBRID);
                    show(ranking.chunks());
                    return (System.nanoTime() - begin) / 1e6;
                })
                .sorted()
                .toArray();
    }

    private void printCpu() {
        var vector = cpuMillis(query -> vectors.store().byVector(query.embedding(), BenchmarkIndex.HALF, DEPTH));
        var keyword = cpuMillis(query -> vectors.store().byKeyword(query.text(), BenchmarkIndex.HALF, DEPTH));
        var ids = search.rank(queries.getFirst().text(), BenchmarkIndex.HALF, SearchMode.KEYWORD)
                .chunks();
        var texts = cpuMillis(query -> show(ids));
        System.out.printf(
                "hybrid: CPU per query: vector half %.2f ms, keyword half %.2f ms, ten texts %.2f ms%n",
                vector[QUERIES / 2], keyword[QUERIES / 2], texts[QUERIES / 2]);
        System.out.printf(
                "hybrid: CPU p99: vector half %.2f ms, keyword half %.2f ms%n",
                vector[QUERIES * 99 / 100], keyword[QUERIES * 99 / 100]);
    }

    private double[] cpuMillis(Consumer<Query> work) {
        var threads = ManagementFactory.getThreadMXBean();
        return queries.stream()
                .mapToDouble(query -> {
                    var begin = threads.getCurrentThreadCpuTime();
                    work.accept(query);
                    return (threads.getCurrentThreadCpuTime() - begin) / 1e6;
                })
                .sorted()
                .toArray();
    }

    private void show(List<RankedChunk> ranked) {
        var best = ranked.stream().limit(SHOWN).map(RankedChunk::chunk).toList();
        if (vectors.store().passages(best, BenchmarkIndex.HALF).size() != best.size())
            throw new IllegalStateException("a chunk was found that is not there");
    }

    private record Query(String text, Embedding embedding) {}

    /** Never asked: every query brings its embedding. */
    private static final class KnownEmbeddings implements EmbeddingPort {
        @Override
        public List<Embedding> embedQueries(List<String> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Embedding> embedPassages(List<String> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TokenSpan> tokens(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EmbeddingModel model() {
            return new EmbeddingModel("clustered", BenchmarkIndex.DIMENSION, 512, Set.of(Language.ENGLISH), 0);
        }
    }
}
