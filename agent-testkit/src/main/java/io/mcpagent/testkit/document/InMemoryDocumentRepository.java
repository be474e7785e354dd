package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Documents and their chunks over an {@link InMemoryStore}. */
public final class InMemoryDocumentRepository implements DocumentRepository {
    private static final Table<DocumentId, Document> DOCUMENTS = new Table<>("documents");
    private static final Table<DocumentId, List<Chunk>> CHUNKS = new Table<>("chunks");

    private final InMemoryStore store;

    public InMemoryDocumentRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public List<Document> find(Set<DocumentId> ids) {
        return store.rows(DOCUMENTS).values().stream()
                .filter(document -> ids.contains(document.id()))
                .toList();
    }

    @Override
    public List<Document> inCollection(CollectionId collection) {
        return store.rows(DOCUMENTS).values().stream()
                .filter(document -> document.collection().equals(collection))
                .sorted(Comparator.comparing(
                        document -> document.name().codePoints().toArray(), Arrays::compare))
                .toList();
    }

    @Override
    public void save(List<Document> documents) {
        store.write(() -> {
            documents.forEach(this::save);
            return true;
        });
    }

    @Override
    public List<Document> delete(List<DocumentId> ids) {
        return store.write(() -> {
            var gone = find(Set.copyOf(ids));
            store.changing(DOCUMENTS).keySet().removeAll(Set.copyOf(ids));
            store.changing(CHUNKS).keySet().removeAll(Set.copyOf(ids));
            return gone;
        });
    }

    @Override
    public void replaceChunks(DocumentId document, List<Chunk> chunks) {
        if (chunks.stream().anyMatch(chunk -> !chunk.id().document().equals(document)))
            throw new IllegalArgumentException("a chunk is not of document " + document.value());
        store.write(() -> {
            if (!store.rows(DOCUMENTS).containsKey(document))
                throw new NotFound("document_not_found", "There is no document " + document.value() + ".");
            return store.changing(CHUNKS).put(document, List.copyOf(chunks));
        });
    }

    @Override
    public List<Chunk> chunks(DocumentId document) {
        return store.rows(CHUNKS).getOrDefault(document, List.of()).stream()
                .sorted(Comparator.comparingInt(chunk -> chunk.id().ordinal()))
                .toList();
    }

    @Override
    public Map<DocumentId, Long> ready() {
        return store.rows(DOCUMENTS).values().stream()
                .filter(document -> document.ingestion() instanceof Ingestion.Ready)
                .collect(Collectors.toUnmodifiableMap(Document::id, Document::generation));
    }

    /** The texts that embeddings are kept for. */
    public Set<TextHash> texts() {
        return store.rows(CHUNKS).values().stream()
                .flatMap(Collection::stream)
                .map(chunk -> TextHash.of(chunk.searchText()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void save(Document document) {
        if (!store.rows(InMemoryCollectionRepository.COLLECTIONS).containsKey(document.collection()))
            throw new NotFound(
                    "collection_not_found",
                    "There is no collection " + document.collection().value() + ".");
        Optional<Document> namesake = inCollection(document.collection()).stream()
                .filter(other ->
                        other.name().equals(document.name()) && !other.id().equals(document.id()))
                .findAny();
        if (namesake.isPresent())
            throw new Conflict(
                    "document_name_taken", "The collection has a document named " + document.name() + " already.");
        store.changing(DOCUMENTS).put(document.id(), document);
    }
}
