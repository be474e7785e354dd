package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collections over an {@link InMemoryStore}. */
public final class InMemoryCollectionRepository implements CollectionRepository {
    static final Table<CollectionId, DocumentCollection> COLLECTIONS = new Table<>("collections");

    private final InMemoryStore store;
    private final InMemoryDocumentRepository documents;

    public InMemoryCollectionRepository(InMemoryStore store) {
        this.store = store;
        this.documents = new InMemoryDocumentRepository(store);
    }

    @Override
    public List<DocumentCollection> all() {
        return store.rows(COLLECTIONS).values().stream()
                .sorted(Comparator.comparing(DocumentCollection::name))
                .toList();
    }

    @Override
    public void save(DocumentCollection collection) {
        store.write(() -> {
            var taken = all().stream()
                    .anyMatch(other -> other.name().equals(collection.name())
                            && !other.id().equals(collection.id()));
            if (taken)
                throw new Conflict(
                        "collection_name_taken", "There is a collection named " + collection.name() + " already.");
            store.changing(COLLECTIONS).put(collection.id(), collection);
            return true;
        });
    }

    @Override
    public Optional<DocumentCollection> delete(CollectionId id) {
        return store.write(() -> {
            documents.delete(
                    documents.inCollection(id).stream().map(Document::id).toList());
            return Optional.ofNullable(store.changing(COLLECTIONS).remove(id));
        });
    }
}
