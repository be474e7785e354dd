package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.SigningKeyRepository;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What must hold for signing keys. */
public interface SigningKeyRepositoryContract {
    SigningKeyRepository signingKeys();

    @Test
    default void listsKeysByAge() {
        var younger = key("a", 1);
        var older = key("b", 0);
        signingKeys().add(younger);
        signingKeys().add(older);

        assertThat(signingKeys().all()).containsExactly(older, younger);
    }

    @Test
    default void aDeletedKeyIsGone() {
        var key = key("a", 0);
        signingKeys().add(key);
        signingKeys().add(key("b", 1));
        signingKeys().delete("a");
        signingKeys().delete("unknown");

        assertThat(signingKeys().all()).containsExactly(key("b", 1));
    }

    @Test
    default void isSealedAnewUnlessSomebodyElseDidMeanwhile() {
        var key = key("a", 0);
        signingKeys().add(key);
        var newer = new SealedSecret("v1.newer");

        assertThat(signingKeys().reseal("a", newer, newer)).isFalse();
        assertThat(signingKeys().reseal("b", key.sealed(), newer)).isFalse();
        assertThat(signingKeys().reseal("a", key.sealed(), newer)).isTrue();
        assertThat(signingKeys().all()).containsExactly(new SigningKey("a", newer, key.createdAt()));
    }

    private static SigningKey key(String id, long age) {
        return new SigningKey(
                id,
                new SealedSecret("v1.sealed." + id),
                Instant.parse("2026-01-01T00:00:00.123456Z").plusSeconds(age));
    }
}
