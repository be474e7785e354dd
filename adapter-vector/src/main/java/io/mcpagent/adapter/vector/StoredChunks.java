package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/** Reading chunks without searching. */
final class StoredChunks {
    private StoredChunks() {}

    static List<Chunk> find(List<ChunkId> ids, Set<CollectionId> readable, IndexReader reader) throws IOException {
        var found = new ArrayList<Chunk>(ids.size());
        for (var id : ids) {
            find(id, readable, reader).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    static Map<DocumentId, Long> generations(IndexReader reader) throws IOException {
        var generations = new HashMap<DocumentId, Long>();
        for (var leaf : reader.leaves()) {
            collectGenerations(leaf.reader(), generations);
        }
        return Map.copyOf(generations);
    }

    private static Optional<Chunk> find(ChunkId id, Set<CollectionId> readable, IndexReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            var doc = find(id, leaf.reader());
            if (doc == DocIdSetIterator.NO_MORE_DOCS) continue;
            var collection = collection(leaf.reader(), doc);
            if (!readable.contains(collection)) return Optional.empty();
            var stored = leaf.reader().storedFields().document(doc);
            return Optional.of(ChunkFields.toChunk(id, collection, stored));
        }
        return Optional.empty();
    }

    private static int find(ChunkId id, LeafReader leaf) throws IOException {
        var terms = leaf.terms(ChunkFields.CHUNK);
        if (terms == null) return DocIdSetIterator.NO_MORE_DOCS;
        var term = terms.iterator();
        if (!term.seekExact(ChunkFields.bytes(id))) return DocIdSetIterator.NO_MORE_DOCS;
        var live = leaf.getLiveDocs();
        var postings = term.postings(null, PostingsEnum.NONE);
        var doc = postings.nextDoc();
        while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = postings.nextDoc();
        }
        return doc;
    }

    private static CollectionId collection(LeafReader leaf, int doc) throws IOException {
        var collections = DocValues.getSorted(leaf, ChunkFields.COLLECTION);
        if (!collections.advanceExact(doc)) throw new IllegalStateException("a chunk without a collection: " + doc);
        var ref = collections.lookupOrd(collections.ordValue());
        var bytes = ByteBuffer.wrap(ref.bytes, ref.offset, ref.length);
        return new CollectionId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static void collectGenerations(LeafReader leaf, Map<DocumentId, Long> generations) throws IOException {
        var ids = DocValues.getBinary(leaf, ChunkFields.CHUNK);
        var live = leaf.getLiveDocs();
        @Nullable DocumentId last = null;
        for (var doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc()) {
            if (live != null && !live.get(doc)) continue;
            var id = ChunkFields.chunkId(ids.binaryValue());
            // A document's chunks lie side by side: one look-up for all of them.
            if (id.document().equals(last)) continue;
            last = id.document();
            generations.put(id.document(), id.generation());
        }
    }
}
