package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for API keys. */
public interface ApiKeyRepositoryContract {
    Instant MADE = Instant.parse("2026-01-01T00:00:00.123456Z");

    ApiKeyRepository apiKeys();

    IdSource ids();

    @Test
    default void findsAKeyByItsPrefix() {
        var key = key("ada", "mcpa_aaaaaaaaaaaa", MADE);
        apiKeys().add(key);

        assertThat(apiKeys().find(key.prefix())).contains(key);
        assertThat(apiKeys().find("mcpa_bbbbbbbbbbbb")).isEmpty();
        assertThat(apiKeys().find("MCPA_AAAAAAAAAAAA")).isEmpty();
    }

    @Test
    default void listsTheKeysOfAnOwnerByAge() {
        var younger = key("ada", "mcpa_aaaaaaaaaaaa", MADE.plusSeconds(1));
        var older = key("ada", "mcpa_bbbbbbbbbbbb", MADE);
        apiKeys().add(younger);
        apiKeys().add(older);
        apiKeys().add(key("bob", "mcpa_cccccccccccc", MADE));

        assertThat(apiKeys().ownedBy(new UserId("ada"))).containsExactly(older, younger);
        assertThat(apiKeys().ownedBy(new UserId("cid"))).isEmpty();
    }

    @Test
    default void remembersTheLastUse() {
        var key = key("ada", "mcpa_aaaaaaaaaaaa", MADE);
        apiKeys().add(key);
        apiKeys().markUsed(key.id(), MADE.plusSeconds(5));

        assertThat(apiKeys().find(key.prefix())).contains(key.usedAt(MADE.plusSeconds(5)));
        apiKeys().markUsed(new ApiKeyId(ids().next()), MADE);
    }

    @Test
    default void refusesAPrefixThatAnotherHas() {
        apiKeys().add(key("ada", "mcpa_aaaaaaaaaaaa", MADE));

        assertThatThrownBy(() -> apiKeys().add(key("bob", "mcpa_aaaaaaaaaaaa", MADE)))
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo("api_key_taken"));
    }

    @Test
    default void aDeletedKeyIsGone() {
        var key = key("ada", "mcpa_aaaaaaaaaaaa", MADE);
        apiKeys().add(key);

        assertThat(apiKeys().delete(key.id())).isTrue();
        assertThat(apiKeys().delete(key.id())).isFalse();
        assertThat(apiKeys().find(key.prefix())).isEmpty();
    }

    private ApiKey key(String owner, String prefix, Instant made) {
        return new ApiKey(
                new ApiKeyId(ids().next()),
                new UserId(owner),
                "für die CI",
                prefix,
                SecretHash.of(prefix),
                Set.of(Permission.READ, Permission.ASK),
                made,
                Optional.of(made.plus(Duration.ofDays(1))),
                Optional.empty());
    }
}
