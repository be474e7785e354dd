package io.mcpagent.adapter.vector;

import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.search.knn.TopKnnCollectorManager;

/** The vector half: the nearest through a graph (Malkov and Yashunin, "HNSW") over the vectors as they are. */
final class VectorSearch {
    /** More than asked for, as the graph's walk ends too early with few; see benchmarks/README.md, "Vectors". */
    private static final int SPARE_CANDIDATES = 5;

    private VectorSearch() {}

    /** Lucene breaks ties by its own numbers: where the last place is tied, all that share it are fetched. */
    static List<ScoredChunk> nearest(float[] query, CollectionFilter filter, int k, IndexSearcher searcher)
            throws IOException {
        var whole = filter.isWhole(searcher.getIndexReader());
        var most = Math.max(1, searcher.getIndexReader().maxDoc());
        for (var fetched = (int) Math.min(most, k + (long) SPARE_CANDIDATES); ; ) {
            var found = searcher.search(
                    whole
                            ? new Unfiltered(query, fetched)
                            : new KnnFloatVectorQuery(ChunkFields.VECTOR, query, fetched, filter),
                    fetched);
            var complete = fetched == most || found.scoreDocs.length < fetched;
            if (complete || !Hits.cutsATie(found.scoreDocs, k))
                return Hits.best(found.scoreDocs, k, searcher.getIndexReader(), VectorSearch::cosine);
            fetched = (int) Math.min(most, 2L * fetched);
        }
    }

    /** From Lucene's score of a dot product. */
    private static double cosine(float score) {
        return 2.0 * score - 1;
    }

    /**
     * Lucene asks a segment for its share of {@code k} and a margin; with a small {@code k} and few segments the margin
     * makes that three times {@code k}, though {@code k} of each would do. Not under a filter: Lucene takes fewer hits than its
     * share for a graph that broke apart, and compares every vector.
     */
    private static final class Unfiltered extends KnnFloatVectorQuery {
        Unfiltered(float[] query, int k) {
            super(ChunkFields.VECTOR, query, k);
        }

        @Override
        protected KnnCollectorManager getKnnCollectorManager(int most, IndexSearcher searcher) {
            return new TopKnnCollectorManager(most, searcher) {
                @Override
                public KnnCollector newOptimisticCollector(
                        int visitedLimit, KnnSearchStrategy strategy, LeafReaderContext leaf, int share) {
                    return super.newOptimisticCollector(visitedLimit, strategy, leaf, Math.min(most, share));
                }
            };
        }
    }
}
