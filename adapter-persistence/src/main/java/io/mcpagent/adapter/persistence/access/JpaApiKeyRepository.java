package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.adapter.persistence.transaction.Remembered;
import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** API keys. */
public final class JpaApiKeyRepository implements ApiKeyRepository {
    private final Entities entities;
    private final Remembered<String, ApiKey> byPrefix;

    public JpaApiKeyRepository(Entities entities) {
        this.entities = entities;
        this.byPrefix = new Remembered<>(entities.database());
    }

    @Override
    public void add(ApiKey key) {
        try {
            changing(session -> session.insert(ApiKeyRow.of(key)));
        } catch (ConstraintViolated e) {
            throw new Conflict("api_key_taken", "There is an API key %s already.".formatted(key.prefix()), e);
        }
    }

    @Override
    public Optional<ApiKey> find(String prefix) {
        return byPrefix.find(prefix, () -> read(prefix));
    }

    /** In plain SQL, as each request with a key may ask for it: Hibernate takes several times as long. */
    private Optional<ApiKey> read(String prefix) {
        return entities.database()
                .read(session -> session.first(
                        "SELECT id, owner, name, prefix, hash, scopes, created_at, expires_at, last_used_at FROM api_keys WHERE prefix = ?",
                        row -> ApiKeyRow.key(row),
                        prefix));
    }

    @Override
    public List<ApiKey> ownedBy(UserId owner) {
        return entities
                .read(session -> session.createSelectionQuery(
                                "from ApiKeyRow where owner = ?1 order by createdAt, id", ApiKeyRow.class)
                        .setParameter(1, owner.value())
                        .getResultList())
                .stream()
                .map(ApiKeyRow::key)
                .toList();
    }

    @Override
    public void markUsed(ApiKeyId id, Instant at) {
        changing(session -> session.createMutationQuery("update ApiKeyRow set lastUsedAt = ?1 where id = ?2")
                .setParameter(1, AccessRows.micros(at))
                .setParameter(2, id.value().toString())
                .executeUpdate());
    }

    @Override
    public boolean delete(ApiKeyId id) {
        return changing(session -> session.createMutationQuery("delete ApiKeyRow where id = ?1")
                        .setParameter(1, id.value().toString())
                        .executeUpdate()
                > 0);
    }

    private <T> T changing(Function<StatelessSession, T> body) {
        return entities.write(session -> {
            byPrefix.changes();
            return body.apply(session);
        });
    }
}
