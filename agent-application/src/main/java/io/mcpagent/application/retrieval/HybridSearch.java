package io.mcpagent.application.retrieval;

import io.mcpagent.application.retrieval.Explanation.Stage;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Asks both halves of the store at once, and fuses what they found. */
public final class HybridSearch {
    private static final int EXPLAINED = 10;

    private final EmbeddingPort embeddings;
    private final VectorStorePort store;
    private final RetrievalSettings settings;
    private final LongSupplier nanos;

    /**
     * A search over these ports.
     *
     * @param nanos a clock for the explanation's times, in nanoseconds from any origin
     */
    public HybridSearch(
            EmbeddingPort embeddings, VectorStorePort store, RetrievalSettings settings, LongSupplier nanos) {
        this.embeddings = embeddings;
        this.store = store;
        this.settings = settings;
        this.nanos = nanos;
    }

    /** The question is embedded only where the mode and the languages of the scope need it. */
    public Ranking rank(String query, SearchScope scope, SearchMode mode) {
        return ranked(scope, mode, () -> embeddings.embedQueries(List.of(query)).getFirst(), query);
    }

    /** The same for a question whose embedding is known. */
    public Ranking rank(String query, Embedding embedded, SearchScope scope, SearchMode mode) {
        return ranked(scope, mode, () -> embedded, query);
    }

    private Ranking ranked(SearchScope scope, SearchMode mode, Callable<Embedding> embedding, String query) {
        var semantic = understood(scope);
        var stages = new ArrayList<Stage>();
        try (var halves = Executors.newVirtualThreadPerTaskExecutor()) {
            var keyword = halves.submit(() -> timed(() -> mode == SearchMode.SEMANTIC
                    ? List.<ScoredChunk>of()
                    : store.byKeyword(query, scope, settings.depth())));
            var vector = List.<ScoredChunk>of();
            if (mode != SearchMode.KEYWORD && !semantic.collections().isEmpty()) {
                var embedded = timed(embedding);
                stages.add(new Stage("embed", embedded.took(), 1, List.of()));
                var found = timed(() -> store.byVector(embedded.value(), semantic, settings.depth()));
                vector = found.value();
                stages.add(stage("vector", found, Fusion::vectorAlone));
            }
            var found = await(keyword);
            if (mode != SearchMode.SEMANTIC) stages.add(stage("keyword", found, Fusion::keywordAlone));
            return fused(mode, vector, found.value(), stages);
        }
    }

    private Ranking fused(SearchMode mode, List<ScoredChunk> vector, List<ScoredChunk> keyword, List<Stage> stages) {
        var fused = timed(() -> switch (mode) {
            case HYBRID -> Fusion.fuse(settings, vector, keyword);
            case SEMANTIC -> Fusion.vectorAlone(vector);
            case KEYWORD -> Fusion.keywordAlone(keyword);
        });
        if (mode == SearchMode.HYBRID) stages.add(stage("fuse", fused, Function.identity()));
        return new Ranking(fused.value(), new Explanation(stages));
    }

    private SearchScope understood(SearchScope scope) {
        return new SearchScope(scope.collections().entrySet().stream()
                .filter(entry -> embeddings.model().knows(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry<CollectionId, Language>::getKey, Map.Entry::getValue)));
    }

    private <T> Stage stage(String name, Timed<List<T>> result, Function<List<T>, List<RankedChunk>> ranked) {
        var hits = result.value();
        var top = hits.subList(0, Math.min(EXPLAINED, hits.size()));
        return new Stage(name, result.took(), hits.size(), ranked.apply(top));
    }

    private <T> Timed<T> timed(Callable<T> work) {
        var begin = nanos.getAsLong();
        try {
            var value = work.call();
            return new Timed<>(value, Duration.ofNanos(nanos.getAsLong() - begin));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the search was interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(failed.getCause());
        }
    }

    private record Timed<T>(T value, Duration took) {}
}
