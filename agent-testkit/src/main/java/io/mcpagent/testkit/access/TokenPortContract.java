package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.AccessClaims;
import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.json.Json;
import io.mcpagent.testkit.SteppingTime;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What must hold for access tokens. */
public interface TokenPortContract {
    TokenPort tokens();

    SteppingTime time();

    @Test
    default void readsWhatItIssued() {
        var claims = claims(Duration.ofMinutes(15));
        assertThat(tokens().verify(tokens().issue(claims))).isEqualTo(claims);
    }

    @Test
    default void aTokenExpires() {
        var token = tokens().issue(claims(Duration.ofMinutes(15)));

        time().advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(tokens().verify(token).user()).isEqualTo(new UserId("ada"));
        time().advance(Duration.ofSeconds(1));
        refuses(token, "token_expired");
    }

    @Test
    default void refusesWhatItDidNotIssue() {
        var token = tokens().issue(claims(Duration.ofMinutes(15)));
        refuses("", "token_invalid");
        refuses("a.b.c", "token_invalid");
        refuses(token.substring(0, token.length() / 2), "token_invalid");
        refuses("x" + token, "token_invalid");
    }

    @Test
    default void aTokenOutlivesTheChangeOfKeys() {
        time().advance(Duration.ofDays(400).plusMinutes(7));
        var token = tokens().issue(claims(Duration.ofMinutes(15)));
        for (var minute = 0; minute < 14; minute++) {
            time().advance(Duration.ofMinutes(1));
            tokens().issue(claims(Duration.ofMinutes(15)));
            assertThat(tokens().verify(token).user()).isEqualTo(new UserId("ada"));
        }
    }

    @Test
    default void tellsPublicKeysAlone() {
        tokens().issue(claims(Duration.ofMinutes(15)));
        assertThat(tokens().publicKeys().members()).containsOnlyKeys("keys");
        var keys = (Json.Arr) tokens().publicKeys().get("keys").orElseThrow();
        assertThat(keys.elements())
                .allSatisfy(key -> assertThat(((Json.Obj) key).members()).doesNotContainKeys("d", "k", "p", "q"));
    }

    private void refuses(String token, String code) {
        assertThatThrownBy(() -> tokens().verify(token))
                .isInstanceOfSatisfying(
                        Unauthenticated.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private AccessClaims claims(Duration lifetime) {
        var now = time().instant().truncatedTo(ChronoUnit.SECONDS);
        return new AccessClaims(new UserId("ada"), 7, now, now.plus(lifetime));
    }
}
