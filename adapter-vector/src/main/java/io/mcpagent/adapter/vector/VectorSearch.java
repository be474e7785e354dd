package io.mcpagent.adapter.vector;

import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The vector half: the nearest through a graph (Malkov and Yashunin, "HNSW") over the vectors as they are, or by comparing
 * all of them where that is cheaper. Lucene's own query asks each segment for up to three times its share.
 */
final class VectorSearch {
    /** More than asked for, as the graph's walk ends too early with few; see benchmarks/README.md, "Vectors". */
    private static final int SPARE_CANDIDATES = 7;
    /** Of a binomial distribution: what a segment has beyond its share, if it is no other than the rest. */
    private static final double SHARE_DEVIATIONS = 3;
    /** A walk meets 25 vectors, here and there in memory, for each that it brings home; in their order they cost half. */
    private static final long COMPARED_FOR_EACH_FOUND = 50;

    private final float[] query;
    private final IndexSearcher searcher;
    /** Null where the filter lets everything pass. */
    private final @Nullable Weight filter;

    private VectorSearch(float[] query, CollectionFilter filter, IndexSearcher searcher) throws IOException {
        this.query = query;
        this.searcher = searcher;
        this.filter = filter.isWhole(searcher.getIndexReader())
                ? null
                : searcher.createWeight(filter, ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    /** Lucene breaks ties by its own numbers: where the last place is tied, all that share it are fetched. */
    static List<ScoredChunk> nearest(float[] query, CollectionFilter filter, int k, IndexSearcher searcher)
            throws IOException {
        var search = new VectorSearch(query, filter, searcher);
        var most = Math.max(1, searcher.getIndexReader().maxDoc());
        for (var fetched = (int) Math.min(most, k + (long) SPARE_CANDIDATES); ; ) {
            var found = search.nearest(fetched).scoreDocs;
            var complete = fetched == most || found.length < fetched;
            if (complete || !Hits.cutsATie(found, k))
                return Hits.best(found, k, searcher.getIndexReader(), VectorSearch::cosine);
            fetched = (int) Math.min(most, 2L * fetched);
        }
    }

    private TopDocs nearest(int k) throws IOException {
        var leaves = searcher.getLeafContexts();
        var parts = new TopDocs[leaves.size()];
        for (var leaf : leaves) {
            parts[leaf.ord] = nearest(leaf, share(leaf, k));
        }
        var top = TopDocs.merge(k, parts);
        for (var leaf : leaves) {
            if (mayHaveMore(parts[leaf.ord], share(leaf, k), top, k)) parts[leaf.ord] = nearest(leaf, k);
        }
        return TopDocs.merge(k, parts);
    }

    private int share(LeafReaderContext leaf, int k) {
        var part = leaf.reader().maxDoc()
                / (double) Math.max(1, searcher.getIndexReader().maxDoc());
        var share = k * part + SHARE_DEVIATIONS * Math.sqrt(k * part * (1 - part));
        return Math.clamp((long) Math.ceil(share), 1, k);
    }

    /** All that it was asked for is among the best, as where one topic was ingested in a row. */
    private static boolean mayHaveMore(TopDocs part, int share, TopDocs top, int k) {
        if (share == k || part.scoreDocs.length < share) return false;
        return top.scoreDocs.length < k || part.scoreDocs[share - 1].score >= top.scoreDocs[k - 1].score;
    }

    private TopDocs nearest(LeafReaderContext leaf, int k) throws IOException {
        var accepted = accepted(leaf);
        var candidates = accepted.cost();
        var found = new TopKnnCollector(k, candidates, KnnSearchStrategy.Hnsw.DEFAULT);
        if (candidates > k * COMPARED_FOR_EACH_FOUND) {
            leaf.reader().searchNearestVectors(ChunkFields.VECTOR, query, found, accepted);
            // Under a filter the walk may get stuck between what it lets pass, or wander.
            if (found.numCollected() == k && !found.earlyTerminated()) return inIndex(found, leaf);
            found = new TopKnnCollector(k, candidates);
        }
        compare(leaf, accepted, found);
        return inIndex(found, leaf);
    }

    private AcceptDocs accepted(LeafReaderContext leaf) {
        var live = leaf.reader().getLiveDocs();
        var all = leaf.reader().maxDoc();
        if (filter == null) return AcceptDocs.fromLiveDocs(live, all);
        return AcceptDocs.fromIteratorSupplier(
                () -> {
                    var members = filter.scorer(leaf);
                    return members == null ? DocIdSetIterator.empty() : members.iterator();
                },
                live,
                all);
    }

    private void compare(LeafReaderContext leaf, AcceptDocs accepted, TopKnnCollector found) throws IOException {
        var vectors = leaf.reader().getFloatVectorValues(ChunkFields.VECTOR);
        if (vectors == null) return;
        var scores = vectors.scorer(query).bulk(accepted.iterator());
        var batch = new DocAndFloatFeatureBuffer();
        for (; ; ) {
            var best = scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, batch);
            if (batch.size == 0) return;
            if (best < found.minCompetitiveSimilarity()) continue;
            for (var i = 0; i < batch.size; i++) {
                found.collect(batch.docs[i], batch.features[i]);
            }
        }
    }

    private static TopDocs inIndex(TopKnnCollector found, LeafReaderContext leaf) {
        var top = found.topDocs();
        for (var hit : top.scoreDocs) {
            hit.doc += leaf.docBase;
        }
        return top;
    }

    /** From Lucene's score of a dot product. */
    private static double cosine(float score) {
        return 2.0 * score - 1;
    }
}
