package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** API keys over an {@link InMemoryStore}. */
public final class InMemoryApiKeyRepository implements ApiKeyRepository {
    private static final Table<ApiKeyId, ApiKey> KEYS = new Table<>("api_keys");

    private final InMemoryStore store;

    public InMemoryApiKeyRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(ApiKey key) {
        store.write(() -> {
            if (find(key.prefix()).isPresent())
                throw new Conflict("api_key_taken", "There is an API key %s already.".formatted(key.prefix()));
            return store.changing(KEYS).put(key.id(), key);
        });
    }

    @Override
    public Optional<ApiKey> find(String prefix) {
        return store.rows(KEYS).values().stream()
                .filter(key -> key.prefix().equals(prefix))
                .findAny();
    }

    @Override
    public List<ApiKey> ownedBy(UserId owner) {
        return store.rows(KEYS).values().stream()
                .filter(key -> key.owner().equals(owner))
                .sorted(Comparator.comparing(ApiKey::createdAt)
                        .thenComparing(key -> key.id().value().toString()))
                .toList();
    }

    @Override
    public void markUsed(ApiKeyId id, Instant at) {
        store.write(() -> store.changing(KEYS).computeIfPresent(id, (same, key) -> key.usedAt(at)));
    }

    @Override
    public boolean delete(ApiKeyId id) {
        return store.write(() -> store.changing(KEYS).remove(id) != null);
    }
}
