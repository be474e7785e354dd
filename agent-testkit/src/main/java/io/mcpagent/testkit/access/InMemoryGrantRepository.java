package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Grants over an {@link InMemoryStore}. */
public final class InMemoryGrantRepository implements GrantRepository {
    private static final Table<Key, Grant> GRANTS = new Table<>("grants");

    private final InMemoryStore store;

    public InMemoryGrantRepository(InMemoryStore store) {
        this.store = store;
    }

    private record Key(ResourceId resource, Grantee grantee) {}

    @Override
    public List<Grant> on(ResourceId resource) {
        return store.rows(GRANTS).entrySet().stream()
                .filter(entry -> entry.getKey().resource().equals(resource))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Map<ResourceId, Set<Grant>> reaching(Caller caller, ResourceId.Kind kind) {
        return store.rows(GRANTS).entrySet().stream()
                .filter(entry -> entry.getKey().resource().kind() == kind)
                .filter(entry -> entry.getKey().grantee().includes(caller))
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().resource(),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    @Override
    public void save(ResourceId resource, Grant grant) {
        store.write(() -> store.changing(GRANTS).put(new Key(resource, grant.grantee()), grant));
    }

    @Override
    public boolean remove(ResourceId resource, Grantee grantee) {
        return store.write(() -> store.changing(GRANTS).remove(new Key(resource, grantee)) != null);
    }

    @Override
    public void removeAll(ResourceId resource) {
        store.write(() ->
                store.changing(GRANTS).keySet().removeIf(key -> key.resource().equals(resource)));
    }
}
