package io.mcpagent.adapter.vector;

import static io.mcpagent.testkit.retrieval.IndexedDocuments.aDocument;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.collectionId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import io.mcpagent.testkit.retrieval.IndexedDocuments;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over segments that are large enough for a walk through their graphs. */
class VectorSearchTest {
    private static final int DIMENSION = 16;
    private static final int SEGMENT = 4500;
    private static final int K = 50;

    private final Random random = new Random(7);
    private final Map<ChunkId, Indexed> indexed = new HashMap<>();
    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private IndexWriter writer;

    @BeforeEach
    void open() throws IOException {
        writer = new IndexWriter(
                directory, new IndexWriterConfig(new KeywordAnalyzer()).setMergePolicy(NoMergePolicy.INSTANCE));
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
        directory.close();
    }

    @Test
    void findsNearlyAllByWalking() throws IOException {
        segment(0);
        segment(0);

        assertThat(recall(nearest(Set.of(0, 1), K), K, any -> true)).isGreaterThanOrEqualTo(.9);
    }

    @Test
    void findsNearlyAllUnderAFilter() throws IOException {
        segment(0);
        segment(0);

        var found = nearest(Set.of(1), K);

        assertThat(found).allSatisfy(hit -> assertThat(of(hit).collection()).isEqualTo(1));
        assertThat(recall(found, K, one -> one.collection() == 1)).isGreaterThanOrEqualTo(.9);
    }

    @Test
    void findsNearlyAllWhereTheyLieInOneSegment() throws IOException {
        segment(0);
        segment(0);
        segment(0);
        segment(3);

        assertThat(recall(nearest(Set.of(0, 1), K), K, any -> true)).isGreaterThanOrEqualTo(.9);
    }

    @Test
    void findsExactlyTheNearestWhereManyAreAskedFor() throws IOException {
        segment(0);
        segment(1);

        assertThat(recall(nearest(Set.of(1), 1000), 1000, one -> one.collection() == 1))
                .isEqualTo(1);
    }

    /** Spread more along the first axes, as embeddings are, and pulled towards the query, which is the first axis. */
    private void segment(double towards) throws IOException {
        for (var i = 0; i < SEGMENT; i++) {
            var number = indexed.size() + 1;
            var direction = random.doubles(DIMENSION, -1, 1).toArray();
            for (var axis = 0; axis < DIMENSION; axis++) {
                direction[axis] /= axis + 1;
            }
            direction[0] += towards;
            var vector = vector(DIMENSION, direction);
            var chunk = aDocument(number, collectionId(number % 2))
                    .chunk("pump", vector)
                    .build()
                    .chunks()
                    .getFirst();
            writer.addDocument(ChunkFields.toLucene(chunk, Language.ENGLISH));
            indexed.put(chunk.chunk().id(), new Indexed(number % 2, vector.vector()[0]));
        }
        writer.commit();
    }

    private List<ScoredChunk> nearest(Set<Integer> collections, int k) throws IOException {
        var filter = new CollectionFilter(
                collections.stream().map(IndexedDocuments::collectionId).toList());
        try (var reader = DirectoryReader.open(directory)) {
            return VectorSearch.nearest(vector(DIMENSION, 1).vector(), filter, k, new IndexSearcher(reader));
        }
    }

    private Indexed of(ScoredChunk hit) {
        return Objects.requireNonNull(indexed.get(hit.chunk()));
    }

    private double recall(List<ScoredChunk> found, int k, Predicate<Indexed> wanted) {
        var least = indexed.values().stream()
                .filter(wanted)
                .map(Indexed::cosine)
                .sorted(Comparator.reverseOrder())
                .skip(k - 1L)
                .findFirst()
                .orElseThrow();
        assertThat(found).hasSize(k);
        return found.stream().filter(hit -> of(hit).cosine() >= least).count() / (double) k;
    }

    private record Indexed(int collection, double cosine) {}
}
