package io.mcpagent.domain.access;

import java.net.URI;

/**
 * Somebody else's users: an OpenID provider. Safe for use by many threads.
 *
 * <p>Each method but {@link #issued} throws {@link io.mcpagent.domain.failure.UpstreamFailure} with code
 * {@code issuer_unavailable} when the provider can't be asked, or answers nonsense.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect Core 1.0</a>
 */
public interface IdentityProviderPort {
    /** Whether a bearer token says that it comes from there; nothing is checked yet. */
    boolean issued(String token);

    /**
     * Whom an access token stands for that was issued for this API.
     *
     * @throws io.mcpagent.domain.failure.Unauthenticated with code {@code token_expired}, or {@code token_invalid} for
     *     anything else; why is for the log
     */
    IdentityClaims verify(String token);

    /**
     * Where a browser goes to sign in.
     *
     * @param back where it comes back to, with a code
     */
    URI signInAt(URI back, PendingSignIn pending);

    /**
     * Changes the code for what the provider says of who signed in.
     *
     * @param back as it was in {@link #signInAt}
     * @param answer the query with which the browser came back
     * @throws io.mcpagent.domain.failure.Unauthenticated with code {@code sign_in_failed}; why is for the log
     */
    IdentityClaims finish(URI back, String answer, PendingSignIn pending);
}
