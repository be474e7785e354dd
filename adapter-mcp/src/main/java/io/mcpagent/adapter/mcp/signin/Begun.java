package io.mcpagent.adapter.mcp.signin;

import java.net.URI;
import java.util.Set;

/**
 * A sign-in that a browser was sent away with.
 *
 * @param url of the tool server
 * @param namesIssuer whether an answer without {@code iss} is refused
 * @param back where the browser comes back to
 * @param verifier whose hash went with the browser (RFC 7636)
 */
record Begun(
        URI url,
        SignedIn.Issuer issuer,
        boolean namesIssuer,
        OAuthClient client,
        URI back,
        String verifier,
        String resource,
        Set<String> scopes) {
    @Override
    public String toString() {
        return "Begun[%s]".formatted(issuer.name());
    }
}
