package io.mcpagent.domain.retrieval;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The index: chunks by vector and by keyword, always under a filter of collections. It can be made again from the
 * records, so it may be lost but must not lie. Safe for use by many threads.
 */
public interface VectorStorePort {
    /** Replaces all chunks of each document by these; durable and visible to searches on return. */
    void replace(List<IndexedDocument> documents);

    /** Durable, and gone from every search that starts after the return. */
    void delete(List<DocumentId> documents);

    /** The nearest by cosine, best first, at most {@code k}; ties by chunk id. */
    List<ScoredChunk> byVector(Embedding query, SearchScope scope, int k);

    /**
     * The best by BM25 (k1 = 1.2, b = 0.75), best first, at most {@code k}; ties by chunk id. The query is text, never
     * syntax; each chunk is matched in its collection's language.
     */
    List<ScoredChunk> byKeyword(String query, SearchScope scope, int k);

    /** Those of the chunks that exist and lie in the scope, in the order asked for. */
    List<Chunk> passages(List<ChunkId> ids, SearchScope scope);

    /** Which generation of each document the index holds. */
    Map<DocumentId, Long> generations();

    record IndexedDocument(DocumentId id, long generation, Language language, List<IndexedChunk> chunks) {
        public IndexedDocument {
            chunks = List.copyOf(chunks);
        }
    }

    /**
     * A chunk and its vector.
     *
     * @param embedding empty where the model does not know the language: found by keyword alone
     */
    record IndexedChunk(Chunk chunk, Optional<Embedding> embedding) {}

    /**
     * A hit of one half.
     *
     * @param score raw: the cosine, or BM25's sum
     */
    record ScoredChunk(ChunkId chunk, double score) {}
}
