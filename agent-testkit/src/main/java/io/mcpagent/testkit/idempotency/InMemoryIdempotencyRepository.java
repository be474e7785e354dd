package io.mcpagent.testkit.idempotency;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.idempotency.KeyOwner;
import io.mcpagent.domain.idempotency.UsedKey;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The keys of requests over an {@link InMemoryStore}. */
public final class InMemoryIdempotencyRepository implements IdempotencyRepository {
    private static final Table<Id, UsedKey> KEYS = new Table<>("idempotency_keys");

    private final InMemoryStore store;

    private record Id(KeyOwner owner, IdempotencyKey key) {}

    public InMemoryIdempotencyRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<UsedKey> find(KeyOwner owner, IdempotencyKey key) {
        return Optional.ofNullable(store.rows(KEYS).get(new Id(owner, key)));
    }

    @Override
    public void add(UsedKey used) {
        store.write(() -> {
            if (store.changing(KEYS).putIfAbsent(new Id(used.owner(), used.key()), used) != null)
                throw new Conflict("idempotency_key_in_use", "A request with this Idempotency-Key is under way.");
            return true;
        });
    }

    @Override
    public void removeUntil(Instant time, KeyOwner owner, IdempotencyKey key) {
        store.write(() -> store.changing(KEYS)
                .values()
                .removeIf(used -> used.owner().equals(owner)
                        && used.key().equals(key)
                        && !used.at().isAfter(time)));
    }

    @Override
    public void removeBefore(Instant time, int most) {
        store.write(() -> {
            var old = store.rows(KEYS).values().stream()
                    .filter(used -> used.at().isBefore(time))
                    .sorted(Comparator.comparing(UsedKey::at))
                    .limit(most)
                    .toList();
            old.forEach(used -> store.changing(KEYS).remove(new Id(used.owner(), used.key())));
            return true;
        });
    }
}
