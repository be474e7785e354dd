package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.FamilyId;
import io.mcpagent.domain.access.RefreshToken;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Refresh tokens over an {@link InMemoryStore}. */
public final class InMemoryRefreshTokenRepository implements RefreshTokenRepository {
    private static final Table<SecretHash, Kept> TOKENS = new Table<>("refresh_tokens");

    private final InMemoryStore store;

    private record Kept(RefreshToken token, boolean isUsed) {}

    public InMemoryRefreshTokenRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(RefreshToken token) {
        store.write(() -> store.changing(TOKENS).put(token.hash(), new Kept(token, false)));
    }

    @Override
    public Optional<RefreshToken> find(SecretHash hash) {
        return Optional.ofNullable(store.rows(TOKENS).get(hash)).map(Kept::token);
    }

    @Override
    public boolean use(SecretHash hash) {
        return store.write(() -> {
            var kept = store.changing(TOKENS).get(hash);
            if (kept == null || kept.isUsed) return false;
            store.changing(TOKENS).put(hash, new Kept(kept.token, true));
            return true;
        });
    }

    @Override
    public void endFamily(FamilyId family) {
        delete(token -> token.family().equals(family));
    }

    @Override
    public void endAll(UserId user) {
        delete(token -> token.user().equals(user));
    }

    @Override
    public void deleteExpired(Instant now) {
        delete(token -> token.isExpired(now));
    }

    private void delete(Predicate<RefreshToken> which) {
        store.write(() -> store.changing(TOKENS).values().removeIf(kept -> which.test(kept.token)));
    }
}
