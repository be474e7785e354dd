package io.mcpagent.adapter.mcp.signin;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is kept of one user and one tool server.
 *
 * @param url of the server: what was got for one address is for no other
 * @param clients as whom we are known, by issuer
 * @param wanted what the server asked for that refused a request
 */
record Held(URI url, Optional<SignedIn> signedIn, Map<String, OAuthClient> clients, Optional<Wanted> wanted) {
    private static final int MOST_CLIENTS = 20;

    /** What a sign-in has to ask for. */
    record Wanted(Optional<URI> metadata, Set<String> scopes) {
        Challenge challenge() {
            return new Challenge(metadata, scopes, Optional.empty());
        }
    }

    Held {
        clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
    }

    static Held nothing(URI url) {
        return new Held(url, Optional.empty(), Map.of(), Optional.empty());
    }

    Held with(SignedIn signedIn) {
        return new Held(url, Optional.of(signedIn), clients, Optional.empty());
    }

    /** The same sign-in with other tokens; what is wanted beyond it still is. */
    Held renewed(SignedIn signedIn) {
        return new Held(url, Optional.of(signedIn), clients, wanted);
    }

    Held signedOut() {
        return new Held(url, Optional.empty(), clients, wanted);
    }

    Held wanting(Challenge challenge) {
        return new Held(url, signedIn, clients, Optional.of(new Wanted(challenge.metadata(), challenge.scopes())));
    }

    Held knownAs(OAuthClient client, String issuer) {
        var all = new LinkedHashMap<>(clients);
        all.remove(issuer);
        all.put(issuer, client);
        // A server that names another issuer each time.
        if (all.size() > MOST_CLIENTS) all.pollFirstEntry();
        return new Held(url, signedIn, all, wanted);
    }

    Held unknownTo(String issuer) {
        var all = new LinkedHashMap<>(clients);
        all.remove(issuer);
        return new Held(url, signedIn, all, wanted);
    }
}
