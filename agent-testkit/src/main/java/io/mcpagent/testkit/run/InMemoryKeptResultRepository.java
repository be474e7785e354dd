package io.mcpagent.testkit.run;

import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Optional;

/** Kept results over an {@link InMemoryStore}; an {@link InMemoryRunRepository} over the same store deletes them. */
public final class InMemoryKeptResultRepository implements KeptResultRepository {
    private static final Table<Key, String> RESULTS = new Table<>("run_results");

    private final InMemoryStore store;

    public InMemoryKeptResultRepository(InMemoryStore store) {
        this.store = store;
    }

    private record Key(RunId run, String callId) {}

    @Override
    public void keep(RunId run, String callId, String text) {
        store.write(() -> {
            store.changing(RESULTS).put(new Key(run, callId), text);
            return true;
        });
    }

    @Override
    public Optional<String> find(RunId run, String callId) {
        return Optional.ofNullable(store.rows(RESULTS).get(new Key(run, callId)));
    }

    static void deleteOf(InMemoryStore store, RunId run) {
        store.changing(RESULTS).keySet().removeIf(key -> key.run().equals(run));
    }
}
