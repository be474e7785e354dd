package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PendingSignIn;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Unauthenticated;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * What holds for each {@link IdentityProviderPort}. People are written {@code ada+editors}: a name, and a group that
 * stands for the role {@code EDITOR}; who has no group has no role.
 */
public interface IdentityProviderPortContract {
    URI BACK = URI.create("http://127.0.0.1:8642/api/v1/auth/oidc/callback");
    PendingSignIn PENDING = new PendingSignIn("s".repeat(43), "n".repeat(43), "v".repeat(43));

    IdentityProviderPort identityProvider();

    /** An access token of somebody, for this API. */
    String accessToken(String who);

    /** Has somebody sign in where a browser was sent, and tells the query with which it comes back. */
    String signIn(String who, URI at);

    @Test
    default void anAccessTokenStandsForSomebody() {
        var token = accessToken("ada+editors");

        assertThat(identityProvider().issued(token)).isTrue();
        var claims = identityProvider().verify(token);
        assertThat(claims.subject()).isEqualTo("ada+editors");
        assertThat(claims.roles()).containsExactly(Role.EDITOR);
        assertThat(claims.governsRoles()).isTrue();
        assertThat(claims.issuer()).isNotBlank();
    }

    @Test
    default void whoHasNoGroupHasNoRole() {
        assertThat(identityProvider().verify(accessToken("ada")).roles()).isEmpty();
    }

    @Test
    default void aTokenThatWasChangedStandsForNobody() {
        var token = accessToken("ada+editors");
        var middle = token.length() - 10;
        var changed =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);

        assertThatThrownBy(() -> identityProvider().verify(changed))
                .isInstanceOf(Unauthenticated.class)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("token_invalid");
    }

    @Test
    default void whatIsNoTokenOfItsOwnIsSomebodyElses() {
        assertThat(identityProvider().issued("")).isFalse();
        assertThat(identityProvider().issued("mcpa_0123456789_secret")).isFalse();
        assertThat(identityProvider().issued("a.b.c")).isFalse();
        assertThat(identityProvider().issued("x".repeat(100_000))).isFalse();
    }

    @Test
    default void signsInWhoComesBackFromWhereTheyWereSent() {
        var at = identityProvider().signInAt(BACK, PENDING);

        var claims = identityProvider().finish(BACK, signIn("ada+editors", at), PENDING);

        assertThat(claims.subject()).isEqualTo("ada+editors");
        assertThat(claims.name()).hasValue(new LoginName("ada@example.org"));
        assertThat(claims.displayName()).hasValue("ada");
        assertThat(claims.roles()).containsExactly(Role.EDITOR);
    }

    @Test
    default void whatAnotherBrowserBeganSignsNobodyIn() {
        var answer = signIn("ada+editors", identityProvider().signInAt(BACK, PENDING));
        var others = new PendingSignIn("o".repeat(43), PENDING.nonce(), PENDING.verifier());

        assertThatThrownBy(() -> identityProvider().finish(BACK, answer, others))
                .isInstanceOf(Unauthenticated.class)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("sign_in_failed");
    }

    @Test
    default void anAnswerThatSaysNoSignsNobodyIn() {
        for (var answer : new String[] {"", "error=access_denied&state=" + PENDING.state(), "code=%00", "state=&code="})
            assertThatThrownBy(() -> identityProvider().finish(BACK, answer, PENDING))
                    .as(answer)
                    .isInstanceOf(Unauthenticated.class);
    }
}
