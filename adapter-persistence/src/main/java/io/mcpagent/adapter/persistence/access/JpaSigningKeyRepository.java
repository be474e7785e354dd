package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.SigningKeyRepository;
import java.util.List;

/** Signing keys. */
public final class JpaSigningKeyRepository implements SigningKeyRepository {
    private final Entities entities;

    public JpaSigningKeyRepository(Entities entities) {
        this.entities = entities;
    }

    @Override
    public void add(SigningKey key) {
        entities.write(session -> session.insert(SigningKeyRow.of(key)));
    }

    @Override
    public List<SigningKey> all() {
        return entities
                .read(session -> session.createSelectionQuery(
                                "from SigningKeyRow order by createdAt, id", SigningKeyRow.class)
                        .getResultList())
                .stream()
                .map(SigningKeyRow::key)
                .toList();
    }

    @Override
    public void delete(String id) {
        entities.write(session -> session.createMutationQuery("delete SigningKeyRow where id = ?1")
                .setParameter(1, id)
                .executeUpdate());
    }

    @Override
    public boolean reseal(String id, SealedSecret before, SealedSecret after) {
        return entities.write(session -> session.createMutationQuery(
                                "update SigningKeyRow set sealed = ?1 where id = ?2 and sealed = ?3")
                        .setParameter(1, after.value())
                        .setParameter(2, id)
                        .setParameter(3, before.value())
                        .executeUpdate())
                == 1;
    }
}
