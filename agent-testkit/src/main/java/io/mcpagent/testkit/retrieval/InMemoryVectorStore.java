package io.mcpagent.testkit.retrieval;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.domain.retrieval.VectorStorePort;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Exact: the cosine with every vector, and BM25 counted afresh for every query. For small numbers of chunks. */
public final class InMemoryVectorStore implements VectorStorePort {
    private static final Comparator<ScoredChunk> BEST_FIRST =
            Comparator.comparingDouble(ScoredChunk::score).reversed().thenComparing(ScoredChunk::chunk);

    private final Map<DocumentId, IndexedDocument> documents = new HashMap<>();
    private final TextAnalysisPort analysis;

    public InMemoryVectorStore() {
        this(new PlainTextAnalysis());
    }

    public InMemoryVectorStore(TextAnalysisPort analysis) {
        this.analysis = analysis;
    }

    @Override
    public synchronized void replace(List<IndexedDocument> replacements) {
        for (var document : replacements) {
            if (document.chunks().isEmpty()) documents.remove(document.id());
            else documents.put(document.id(), document);
        }
    }

    @Override
    public synchronized void delete(List<DocumentId> ids) {
        documents.keySet().removeAll(ids);
    }

    @Override
    public synchronized List<ScoredChunk> byVector(Embedding query, SearchScope scope, int k) {
        return chunks().filter(indexed -> scope.ids().contains(indexed.chunk().collection()))
                .flatMap(indexed -> indexed.embedding().stream()
                        .map(embedding -> new ScoredChunk(indexed.chunk().id(), query.dot(embedding))))
                .sorted(BEST_FIRST)
                .limit(k)
                .toList();
    }

    @Override
    public synchronized List<ScoredChunk> byKeyword(String query, SearchScope scope, int k) {
        var byLanguage = documents.values().stream().collect(Collectors.groupingBy(IndexedDocument::language));
        return byLanguage.entrySet().stream()
                .flatMap(entry -> {
                    var language = entry.getKey();
                    var texts = entry.getValue().stream()
                            .flatMap(document -> document.chunks().stream())
                            .map(IndexedChunk::chunk)
                            .collect(Collectors.toMap(
                                    Function.identity(),
                                    chunk -> counts(analysis.terms(chunk.searchText(), language))));
                    var bm25 = new Bm25(texts.values());
                    var wanted = counts(analysis.terms(query, language));
                    return texts.entrySet().stream()
                            .filter(text -> language.equals(
                                    scope.collections().get(text.getKey().collection())))
                            .map(text -> new ScoredChunk(text.getKey().id(), bm25.score(wanted, text.getValue())));
                })
                .filter(scored -> scored.score() > 0)
                .sorted(BEST_FIRST)
                .limit(k)
                .toList();
    }

    @Override
    public synchronized List<Chunk> passages(List<ChunkId> ids, SearchScope scope) {
        var known = chunks().map(IndexedChunk::chunk)
                .filter(chunk -> scope.ids().contains(chunk.collection()))
                .collect(Collectors.toMap(Chunk::id, Function.identity()));
        return ids.stream().filter(known::containsKey).map(known::get).toList();
    }

    @Override
    public synchronized Map<DocumentId, Long> generations() {
        return documents.values().stream()
                .collect(Collectors.toUnmodifiableMap(IndexedDocument::id, IndexedDocument::generation));
    }

    private Stream<IndexedChunk> chunks() {
        return documents.values().stream().flatMap(document -> document.chunks().stream());
    }

    private static Map<String, Long> counts(List<String> terms) {
        return terms.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Robertson and Zaragoza, "The Probabilistic Relevance Framework", without the constant factor k1 + 1. */
    private record Bm25(Collection<Map<String, Long>> texts) {
        private static final double K1 = 1.2;
        private static final double B = 0.75;

        double score(Map<String, Long> query, Map<String, Long> text) {
            var average = texts.stream().mapToLong(Bm25::length).average().orElse(1);
            var damping = K1 * (1 - B + B * length(text) / average);
            return query.entrySet().stream()
                    .mapToDouble(term -> {
                        double frequency = text.getOrDefault(term.getKey(), 0L);
                        return term.getValue() * idf(term.getKey()) * frequency / (frequency + damping);
                    })
                    .sum();
        }

        private double idf(String term) {
            var holding = texts.stream().filter(text -> text.containsKey(term)).count();
            return Math.log(1 + (texts.size() - holding + 0.5) / (holding + 0.5));
        }

        private static long length(Map<String, Long> text) {
            return text.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
