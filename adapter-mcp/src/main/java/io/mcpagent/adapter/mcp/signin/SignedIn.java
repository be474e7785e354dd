package io.mcpagent.adapter.mcp.signin;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens, and all that is needed to renew them where they came from.
 *
 * @param scopes that were asked for, without the one for refresh tokens
 */
record SignedIn(Issuer issuer, OAuthClient client, String resource, Set<String> scopes, Tokens tokens) {
    /** Who issued them, and where. */
    record Issuer(String name, URI token) {}

    SignedIn with(Tokens others) {
        return new SignedIn(issuer, client, resource, scopes, others);
    }

    boolean isWith(Optional<String> access) {
        return access.filter(tokens.access()::equals).isPresent();
    }
}
