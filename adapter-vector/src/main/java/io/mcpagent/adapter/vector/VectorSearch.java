package io.mcpagent.adapter.vector;

import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;

/**
 * The vector half: candidates by one bit for each dimension from the graph (Gao and Long, "RaBitQ", and Lucene's own
 * "better binary quantization"), then their order by the stored floats.
 */
final class VectorSearch {
    /** More than asked for, as the bits misjudge; see benchmarks/README.md, "Vectors". */
    private static final int SPARE_CANDIDATES = 40;

    private static final int MAX_WIDENING = 16;

    private VectorSearch() {}

    static List<ScoredChunk> nearest(float[] query, Query filter, int k, IndexSearcher searcher) throws IOException {
        var reader = searcher.getIndexReader();
        var most = Math.max(1, reader.maxDoc());
        var widest = (int) Math.min(most, (k + (long) SPARE_CANDIDATES) * MAX_WIDENING);
        for (var candidates = (int) Math.min(most, k + (long) SPARE_CANDIDATES);
                ;
                candidates = (int) Math.min(widest, 2L * candidates)) {
            var knn = new KnnFloatVectorQuery(ChunkFields.VECTOR, query, candidates, filter);
            var found = searcher.search(knn, candidates).scoreDocs;
            var best = Hits.best(found, found.length, reader, leaf -> cosine(query, leaf));
            if (candidates < widest && mayHaveCutATie(best, k, candidates)) continue;
            return List.copyOf(best.subList(0, Math.min(k, best.size())));
        }
    }

    private static boolean mayHaveCutATie(List<ScoredChunk> best, int k, int candidates) {
        return best.size() == candidates
                && best.size() > k
                && best.get(k - 1).score() == best.getLast().score();
    }

    private static Hits.Scorer cosine(float[] query, LeafReaderContext leaf) throws IOException {
        var scorer = leaf.reader().getFloatVectorValues(ChunkFields.VECTOR).rescorer(query);
        var vectors = scorer.iterator();
        return (doc, approximate) -> {
            if (vectors.advance(doc) != doc) throw new IllegalStateException("a hit without a vector: " + doc);
            // Lucene's score of a dot product is (1 + cosine) / 2.
            return 2.0 * scorer.score() - 1;
        };
    }
}
