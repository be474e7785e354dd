package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.domain.retrieval.VectorStorePort;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/**
 * Each chunk is one Lucene document, with no parent document: a document's chunks are written side by side and replaced
 * by the term of its id.
 */
final class LuceneVectorStore implements VectorStorePort {
    private final LuceneIndex index;
    private final KeywordSearch keywords;

    LuceneVectorStore(LuceneIndex index, TextAnalysisPort analysis) {
        this.index = index;
        this.keywords = new KeywordSearch(analysis);
    }

    @Override
    public void replace(List<IndexedDocument> documents) {
        if (documents.isEmpty()) return;
        index.write(writer -> {
            for (var document : documents) {
                replace(document, writer);
            }
        });
    }

    @Override
    public void delete(List<DocumentId> documents) {
        if (documents.isEmpty()) return;
        index.write(writer ->
                writer.deleteDocuments(documents.stream().map(ChunkFields::term).toArray(Term[]::new)));
    }

    @Override
    public List<ScoredChunk> byVector(Embedding query, SearchScope scope, int k) {
        if (scope.ids().isEmpty() || k < 1) return List.of();
        var filter = new CollectionFilter(scope.ids());
        return index.read(searcher -> VectorSearch.nearest(query.vector(), filter, k, searcher))
                .orElse(List.of());
    }

    @Override
    public List<ScoredChunk> byKeyword(String query, SearchScope scope, int k) {
        if (scope.ids().isEmpty() || k < 1) return List.of();
        return index.read(searcher -> {
                    var reader = searcher.getIndexReader();
                    var lucene = keywords.query(query, scope, reader);
                    if (lucene.isEmpty()) return List.<ScoredChunk>of();
                    return Hits.best(best(lucene.get(), k, searcher), k, reader, score -> score);
                })
                .orElse(List.of());
    }

    @Override
    public List<Chunk> passages(List<ChunkId> ids, SearchScope scope) {
        if (scope.ids().isEmpty() || ids.isEmpty()) return List.of();
        return index.read(searcher -> StoredChunks.find(ids, scope.ids(), searcher.getIndexReader()))
                .orElse(List.of());
    }

    @Override
    public Map<DocumentId, Long> generations() {
        return index.read(searcher -> StoredChunks.generations(searcher.getIndexReader()))
                .orElse(Map.of());
    }

    private static void replace(IndexedDocument document, IndexWriter writer) throws IOException {
        var term = ChunkFields.term(document.id());
        if (document.chunks().isEmpty()) {
            writer.deleteDocuments(term);
            return;
        }
        writer.updateDocuments(
                term,
                document.chunks().stream()
                        .map(chunk -> ChunkFields.toLucene(chunk, document.language()))
                        .toList());
    }

    /** Lucene breaks ties by its own numbers: where the last place is tied, all that share it are fetched. */
    private static ScoreDoc[] best(Query query, int k, IndexSearcher searcher) throws IOException {
        var most = Math.max(1, searcher.getIndexReader().maxDoc());
        for (var fetched = (int) Math.min(most, k + 1L); ; fetched = (int) Math.min(most, 2L * fetched)) {
            var found = searcher.search(query, new TopScoreDocCollectorManager(fetched, fetched)).scoreDocs;
            if (fetched == most || found.length < fetched || !Hits.cutsATie(found, k)) return found;
        }
    }
}
