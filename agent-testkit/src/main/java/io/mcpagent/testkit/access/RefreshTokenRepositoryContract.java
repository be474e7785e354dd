package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.FamilyId;
import io.mcpagent.domain.access.RefreshToken;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What must hold for refresh tokens. */
public interface RefreshTokenRepositoryContract {
    Instant END = Instant.parse("2026-02-01T00:00:00.123456Z");

    RefreshTokenRepository refreshTokens();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void findsATokenUntilItsFamilyEnds() {
        var family = new FamilyId(ids().next());
        var first = token("a", family, "ada");
        var second = token("b", family, "ada");
        var other = token("c", new FamilyId(ids().next()), "ada");
        for (var token : new RefreshToken[] {first, second, other})
            refreshTokens().add(token);

        assertThat(refreshTokens().find(first.hash())).contains(first);
        refreshTokens().endFamily(family);

        assertThat(refreshTokens().find(first.hash())).isEmpty();
        assertThat(refreshTokens().find(second.hash())).isEmpty();
        assertThat(refreshTokens().find(other.hash())).contains(other);
    }

    @Test
    default void aTokenIsUsedOnceAndRemembered() {
        var token = token("a", new FamilyId(ids().next()), "ada");
        refreshTokens().add(token);

        assertThat(refreshTokens().use(token.hash())).isTrue();
        assertThat(refreshTokens().use(token.hash())).isFalse();
        assertThat(refreshTokens().find(token.hash())).contains(token);
        assertThat(refreshTokens().use(SecretHash.of("unknown"))).isFalse();
    }

    @Test
    default void ofManyUsesAtOnceOneIsTheFirst() throws ExecutionException, InterruptedException {
        var token = token("a", new FamilyId(ids().next()), "ada");
        refreshTokens().add(token);

        var uses = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                uses.add(threads.submit(
                        () -> transactions().write(() -> refreshTokens().use(token.hash()))));
            }
        }

        var first = 0;
        for (var use : uses) first += use.get() ? 1 : 0;
        assertThat(first).isEqualTo(1);
    }

    @Test
    default void endsAllOfAUser() {
        var adas = token("a", new FamilyId(ids().next()), "ada");
        var bobs = token("b", new FamilyId(ids().next()), "bob");
        refreshTokens().add(adas);
        refreshTokens().add(bobs);

        refreshTokens().endAll(new UserId("ada"));

        assertThat(refreshTokens().find(adas.hash())).isEmpty();
        assertThat(refreshTokens().find(bobs.hash())).contains(bobs);
    }

    @Test
    default void forgetsWhatHasExpired() {
        var token = token("a", new FamilyId(ids().next()), "ada");
        refreshTokens().add(token);

        refreshTokens().deleteExpired(END.minusSeconds(1));
        assertThat(refreshTokens().find(token.hash())).contains(token);
        refreshTokens().deleteExpired(END);
        assertThat(refreshTokens().find(token.hash())).isEmpty();
    }

    private static RefreshToken token(String secret, FamilyId family, String user) {
        return new RefreshToken(SecretHash.of(secret), family, new UserId(user), 3, END);
    }
}
