package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Comparator;
import java.util.List;

/** Signing keys over an {@link InMemoryStore}. */
public final class InMemorySigningKeyRepository implements SigningKeyRepository {
    private static final Table<String, SigningKey> KEYS = new Table<>("signing_keys");

    private final InMemoryStore store;

    public InMemorySigningKeyRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(SigningKey key) {
        store.write(() -> store.changing(KEYS).put(key.id(), key));
    }

    @Override
    public List<SigningKey> all() {
        return store.rows(KEYS).values().stream()
                .sorted(Comparator.comparing(SigningKey::createdAt).thenComparing(SigningKey::id))
                .toList();
    }

    @Override
    public void delete(String id) {
        store.write(() -> store.changing(KEYS).remove(id));
    }

    @Override
    public boolean reseal(String id, SealedSecret before, SealedSecret after) {
        return store.write(() -> {
            var key = store.rows(KEYS).get(id);
            if (key == null || !key.sealed().equals(before)) return false;
            store.changing(KEYS).put(id, new SigningKey(id, after, key.createdAt()));
            return true;
        });
    }
}
