package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.domain.access.FamilyId;
import io.mcpagent.domain.access.RefreshToken;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import java.time.Instant;
import java.util.Optional;

/** Refresh tokens. */
public final class JpaRefreshTokenRepository implements RefreshTokenRepository {
    private final Entities entities;

    public JpaRefreshTokenRepository(Entities entities) {
        this.entities = entities;
    }

    @Override
    public void add(RefreshToken token) {
        entities.write(session -> session.insert(RefreshTokenRow.of(token)));
    }

    @Override
    public Optional<RefreshToken> find(SecretHash hash) {
        return entities.read(session -> Optional.ofNullable(session.get(RefreshTokenRow.class, hash.value())))
                .map(RefreshTokenRow::token);
    }

    @Override
    public boolean use(SecretHash hash) {
        return change("update RefreshTokenRow set uses = 1 where uses = 0 and hash = ?1", hash.value()) > 0;
    }

    @Override
    public void endFamily(FamilyId family) {
        change("delete RefreshTokenRow where family = ?1", family.value().toString());
    }

    @Override
    public void endAll(UserId user) {
        change("delete RefreshTokenRow where userId = ?1", user.value());
    }

    @Override
    public void deleteExpired(Instant now) {
        change("delete RefreshTokenRow where expiresAt <= ?1", AccessRows.micros(now));
    }

    private int change(String statement, Object argument) {
        return entities.write(session ->
                session.createMutationQuery(statement).setParameter(1, argument).executeUpdate());
    }
}
