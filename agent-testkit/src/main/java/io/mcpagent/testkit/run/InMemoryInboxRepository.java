package io.mcpagent.testkit.run;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An inbox over an {@link InMemoryStore}. */
public final class InMemoryInboxRepository implements InboxRepository {
    private static final Table<InputRequestId, InboxEntry> ENTRIES = new Table<>("inbox");

    private final InMemoryStore store;

    public InMemoryInboxRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(List<InboxEntry> entries) {
        store.write(() -> {
            entries.forEach(entry -> store.changing(ENTRIES).put(entry.request().id(), entry));
            return true;
        });
    }

    @Override
    public List<InboxEntry> of(UserId owner) {
        return store.rows(ENTRIES).values().stream()
                .filter(entry -> entry.owner().equals(owner))
                .toList();
    }

    @Override
    public List<InboxEntry> expired(Instant now) {
        return store.rows(ENTRIES).values().stream()
                .filter(entry -> entry.request()
                        .expires()
                        .filter(time -> !now.isBefore(time))
                        .isPresent())
                .sorted(Comparator.comparing(entry -> entry.request().expires().orElseThrow()))
                .toList();
    }

    @Override
    public Optional<InboxEntry> find(InputRequestId id) {
        return Optional.ofNullable(store.rows(ENTRIES).get(id));
    }

    @Override
    public void remove(InputRequestId id) {
        store.write(() -> store.changing(ENTRIES).remove(id) != null);
    }

    @Override
    public void removeOf(RunId run) {
        store.write(() ->
                store.changing(ENTRIES).values().removeIf(entry -> entry.run().equals(run)));
    }
}
