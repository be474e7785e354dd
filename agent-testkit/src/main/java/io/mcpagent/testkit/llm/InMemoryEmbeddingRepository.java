package io.mcpagent.testkit.llm;

import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Embeddings over an {@link InMemoryStore}; chunks are those of an {@link InMemoryDocumentRepository} over it. */
public final class InMemoryEmbeddingRepository implements EmbeddingRepository {
    private record Key(String model, TextHash text) {}

    private static final Table<Key, Embedding> EMBEDDINGS = new Table<>("embeddings");
    private static final Table<Boolean, IndexModel> INDEX_MODEL = new Table<>("index_model");

    private final InMemoryStore store;
    private final InMemoryDocumentRepository documents;

    public InMemoryEmbeddingRepository(InMemoryStore store) {
        this.store = store;
        this.documents = new InMemoryDocumentRepository(store);
    }

    @Override
    public Map<TextHash, Embedding> find(String model, Set<TextHash> texts) {
        return store.rows(EMBEDDINGS).entrySet().stream()
                .filter(row -> row.getKey().model.equals(model) && texts.contains(row.getKey().text))
                .collect(Collectors.toUnmodifiableMap(row -> row.getKey().text, Map.Entry::getValue));
    }

    @Override
    public void save(String model, Map<TextHash, Embedding> embeddings) {
        store.write(() -> {
            embeddings.forEach(
                    (text, embedding) -> store.changing(EMBEDDINGS).putIfAbsent(new Key(model, text), embedding));
            return true;
        });
    }

    @Override
    public Optional<IndexModel> indexModel() {
        return Optional.ofNullable(store.rows(INDEX_MODEL).get(true));
    }

    @Override
    public void bindIndex(IndexModel model) {
        store.write(() -> {
            store.changing(INDEX_MODEL).put(true, model);
            return true;
        });
    }

    @Override
    public void prune() {
        store.write(() -> {
            var texts = documents.texts();
            var model = indexModel();
            return store.changing(EMBEDDINGS)
                    .keySet()
                    .removeIf(key -> !texts.contains(key.text)
                            || model.filter(bound -> !bound.name().equals(key.model))
                                    .isPresent());
        });
    }
}
