package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;

/** Documents that a search found, on their way to chunk ids. */
final class Hits {
    static final Comparator<ScoredChunk> BEST_FIRST =
            Comparator.comparingDouble(ScoredChunk::score).reversed().thenComparing(ScoredChunk::chunk);

    private Hits() {}

    /** The best {@code k}, ties by chunk id. Doc values are read forwards only, so documents go in ascending order. */
    static List<ScoredChunk> best(ScoreDoc[] found, int k, IndexReader reader, Scoring scoring) throws IOException {
        Arrays.sort(found, Comparator.comparingInt(hit -> hit.doc));
        var chunks = new ArrayList<ScoredChunk>(found.length);
        var leaves = reader.leaves();
        for (var i = 0; i < found.length; ) {
            var leaf = leaves.get(ReaderUtil.subIndex(found[i].doc, leaves));
            var ids = DocValues.getBinary(leaf.reader(), ChunkFields.CHUNK);
            for (var end = leaf.docBase + leaf.reader().maxDoc(); i < found.length && found[i].doc < end; i++) {
                var doc = found[i].doc - leaf.docBase;
                chunks.add(new ScoredChunk(chunkId(ids, doc), scoring.score(found[i].score)));
            }
        }
        chunks.sort(BEST_FIRST);
        return List.copyOf(chunks.subList(0, Math.min(k, chunks.size())));
    }

    /** Whether documents with the score of the {@code k}th may have been left out. */
    static boolean cutsATie(ScoreDoc[] bestFirst, int k) {
        return bestFirst.length > k && bestFirst[k - 1].score == bestFirst[bestFirst.length - 1].score;
    }

    private static ChunkId chunkId(BinaryDocValues ids, int doc) throws IOException {
        if (!ids.advanceExact(doc)) throw new IllegalStateException("a chunk without an id: document " + doc);
        return ChunkFields.chunkId(ids.binaryValue());
    }

    /** From Lucene's score to the port's. */
    @FunctionalInterface
    interface Scoring {
        double score(float lucene);
    }
}
