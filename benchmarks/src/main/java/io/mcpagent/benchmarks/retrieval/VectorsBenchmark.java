package io.mcpagent.benchmarks.retrieval;

import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ten nearest of 100,000 vectors of 384 dimensions through the port. JMH gives the time; {@link #main} gives the
 * recall against an exact search and the CPU time per query, which counts on a machine that others use as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class VectorsBenchmark {
    private static final int K = 10;
    private static final int QUERIES = 1000;
    private static final int JUDGED = 300;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 5;

    private final List<Embedding> queries = queries();
    private final LuceneVectors vectors = BenchmarkIndex.open(folder());
    private int next;

    @TearDown(Level.Trial)
    public void close() {
        vectors.close();
    }

    @Benchmark
    public List<ScoredChunk> tenNearest() {
        next = (next + 1) % QUERIES;
        return vectors.store().byVector(queries.get(next), BenchmarkIndex.ALL, K);
    }

    /** Prints recall@10 and CPU microseconds per query: the median of the rounds, and the rounds. */
    public static void main(String... arguments) {
        var benchmark = new VectorsBenchmark();
        var recall = benchmark.recall();
        IntStream.range(0, WARM_UP_ROUNDS).forEach(round -> benchmark.cpuMicros());
        var rounds = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> benchmark.cpuMicros())
                .sorted()
                .toArray();
        System.out.printf(
                "vectors: recall@10 %.4f, CPU %.0f µs per query (median of %s)%n",
                recall,
                rounds[ROUNDS / 2],
                IntStream.range(0, ROUNDS)
                        .mapToObj(i -> "%.0f".formatted(rounds[i]))
                        .collect(Collectors.joining(" ")));
        benchmark.close();
    }

    static Path folder() {
        return Path.of(System.getProperty("benchmark.index", "benchmarks/target/index"));
    }

    private double cpuMicros() {
        var threads = ManagementFactory.getThreadMXBean();
        var begin = threads.getCurrentThreadCpuTime();
        for (var i = 0; i < QUERIES; i++) {
            if (tenNearest().size() != K) throw new IllegalStateException("fewer than ten");
        }
        return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / QUERIES;
    }

    private double recall() {
        var all = BenchmarkIndex.allVectors();
        var hits = 0L;
        for (var query : queries.subList(0, JUDGED)) {
            var exact = exact(query.vector(), all);
            hits += vectors.store().byVector(query, BenchmarkIndex.ALL, K).stream()
                    .map(found -> BenchmarkIndex.number(found.chunk()))
                    .filter(exact::contains)
                    .count();
        }
        return hits / (double) (JUDGED * K);
    }

    private static Set<Integer> exact(float[] query, List<float[]> all) {
        var best = new PriorityQueue<Scored>(Comparator.comparingDouble(Scored::score));
        for (var i = 0; i < all.size(); i++) {
            var score = dot(query, all.get(i));
            if (best.size() == K && score <= best.element().score()) continue;
            best.add(new Scored(i, score));
            if (best.size() > K) best.remove();
        }
        return best.stream().map(Scored::number).collect(Collectors.toSet());
    }

    /** In eight sums, which the compiler makes one vector instruction of. */
    private static float dot(float[] one, float[] other) {
        var sums = new float[8];
        for (var i = 0; i < one.length; i += sums.length) {
            for (var lane = 0; lane < sums.length; lane++) {
                sums[lane] += one[i + lane] * other[i + lane];
            }
        }
        var sum = 0f;
        for (var part : sums) {
            sum += part;
        }
        return sum;
    }

    private static List<Embedding> queries() {
        var mixture = new ClusteredVectors(BenchmarkIndex.DIMENSION, BenchmarkIndex.QUERY_SEED);
        return new ArrayList<>(Stream.generate(mixture::next).limit(QUERIES).toList());
    }

    private record Scored(int number, float score) {}
}
