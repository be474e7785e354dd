package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Documents by name and bytes over an {@link InMemoryStore}. */
public final class InMemoryUploadRepository implements UploadRepository {
    private final InMemoryCollectionRepository collections;
    private final InMemoryDocumentRepository documents;

    public InMemoryUploadRepository(InMemoryStore store) {
        collections = new InMemoryCollectionRepository(store);
        documents = new InMemoryDocumentRepository(store);
    }

    @Override
    public Optional<Document> named(CollectionId collection, String name) {
        return documents.inCollection(collection).stream()
                .filter(document -> document.name().equals(name))
                .findAny();
    }

    @Override
    public Set<TextHash> inUse(Set<TextHash> contents) {
        return collections.all().stream()
                .filter(Predicate.not(DocumentCollection::isLinked))
                .flatMap(collection -> documents.inCollection(collection.id()).stream())
                .flatMap(document -> document.contentHash().stream())
                .filter(contents::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
