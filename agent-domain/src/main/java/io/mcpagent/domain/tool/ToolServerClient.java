package io.mcpagent.domain.tool;

import java.util.List;
import java.util.Optional;

/**
 * As whom we are known to the authorization server of a tool server, where somebody registered us there beforehand. Its
 * secrets are in clear: made when the server is reached, stored nowhere.
 *
 * @param issuer of the authorization server that it was registered with, and that alone hears of it; where empty, the one
 *     that it is first used with
 * @param scopes asked for in place of those that the server lists; what it misses when it refuses a request is asked for
 *     as well
 */
public record ToolServerClient(
        String id, Credential credential, Grant grant, Optional<String> issuer, List<String> scopes) {
    /** How the client shows that it is itself. */
    public sealed interface Credential {
        /** Not at all: a public client (RFC 8252). */
        record None() implements Credential {}

        record Secret(String value) implements Credential {
            @Override
            public String toString() {
                return "Secret[…]";
            }
        }

        /**
         * A key that signs an assertion (RFC 7523).
         *
         * @param pem PKCS #8, an elliptic curve's or RSA
         */
        record PrivateKey(String pem) implements Credential {
            @Override
            public String toString() {
                return "PrivateKey[…]";
            }
        }
    }

    /** For whom tokens are asked. */
    public enum Grant {
        /** For a person, who signs in with a browser. */
        AUTHORIZATION_CODE,
        /** For the client itself; nobody has to be there. */
        CLIENT_CREDENTIALS
    }

    public ToolServerClient {
        scopes = List.copyOf(scopes);
        if (id.isBlank()) throw new IllegalArgumentException("a client has an id");
        if (grant == Grant.CLIENT_CREDENTIALS && credential instanceof Credential.None)
            throw new IllegalArgumentException("a client that acts for itself has a secret or a key");
    }

    public ToolServerClient(String id, Credential credential, Grant grant, Optional<String> issuer) {
        this(id, credential, grant, issuer, List.of());
    }
}
