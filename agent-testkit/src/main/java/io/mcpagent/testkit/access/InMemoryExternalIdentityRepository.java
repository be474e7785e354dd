package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.ExternalIdentity;
import io.mcpagent.domain.access.ExternalIdentityRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Optional;

/** External identities over an {@link InMemoryStore}. */
public final class InMemoryExternalIdentityRepository implements ExternalIdentityRepository {
    private static final Table<Key, ExternalIdentity> IDENTITIES = new Table<>("external_identities");

    private final InMemoryStore store;

    private record Key(String issuer, String subject) {}

    public InMemoryExternalIdentityRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<ExternalIdentity> find(String issuer, String subject) {
        return Optional.ofNullable(store.rows(IDENTITIES).get(new Key(issuer, subject)));
    }

    @Override
    public void save(ExternalIdentity identity) {
        store.write(() -> store.changing(IDENTITIES).put(new Key(identity.issuer(), identity.subject()), identity));
    }
}
