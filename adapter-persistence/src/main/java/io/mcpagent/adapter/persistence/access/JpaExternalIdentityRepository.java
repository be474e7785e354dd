package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.domain.access.ExternalIdentity;
import io.mcpagent.domain.access.ExternalIdentityRepository;
import java.util.Optional;

/** External identities. */
public final class JpaExternalIdentityRepository implements ExternalIdentityRepository {
    private final Entities entities;

    public JpaExternalIdentityRepository(Entities entities) {
        this.entities = entities;
    }

    @Override
    public Optional<ExternalIdentity> find(String issuer, String subject) {
        var key = new ExternalIdentityRow.Key(issuer, subject);
        return entities.read(session -> Optional.ofNullable(session.get(ExternalIdentityRow.class, key)))
                .map(ExternalIdentityRow::identity);
    }

    @Override
    public void save(ExternalIdentity identity) {
        var key = new ExternalIdentityRow.Key(identity.issuer(), identity.subject());
        entities.write(session -> {
            if (session.get(ExternalIdentityRow.class, key) == null) session.insert(ExternalIdentityRow.of(identity));
            else session.update(ExternalIdentityRow.of(identity));
            return identity;
        });
    }
}
