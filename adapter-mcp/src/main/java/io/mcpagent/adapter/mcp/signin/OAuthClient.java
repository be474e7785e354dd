package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * As whom we speak to one authorization server.
 *
 * @param origin how we came to be known there
 * @param secret empty where it has none, or it is somebody's settings that have it
 * @param expiresAt of the secret
 * @param back where browsers come back to, of one that we registered
 */
record OAuthClient(
        Origin origin,
        String id,
        Method method,
        Optional<String> secret,
        Optional<Instant> expiresAt,
        Optional<String> back) {
    /** How a client came to be known to a server. */
    enum Origin {
        /** Somebody registered it there, and told us. */
        ENTRY,
        /** The server reads a document about it. */
        DOCUMENT,
        /** We registered it there. */
        REGISTERED
    }

    /** How it shows at the token endpoint that it is itself. */
    enum Method {
        NONE("none"),
        SECRET_BASIC("client_secret_basic"),
        SECRET_POST("client_secret_post"),
        PRIVATE_KEY_JWT("private_key_jwt");

        private final String text;

        Method(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Optional<Method> of(String text) {
            return List.of(values()).stream()
                    .filter(method -> method.text.equals(text))
                    .findFirst();
        }
    }

    static OAuthClient ofDocument(String address) {
        return new OAuthClient(
                Origin.DOCUMENT, address, Method.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param offered what the server takes */
    static OAuthClient ofEntry(ToolServerClient entry, List<String> offered) {
        var method = switch (entry.credential()) {
            case Credential.None none -> Method.NONE;
            case Credential.PrivateKey key -> Method.PRIVATE_KEY_JWT;
            case Credential.Secret secret ->
                // Basic is the one that each server has to take (RFC 6749, 2.3.1).
                offered.contains(Method.SECRET_POST.text) && !offered.contains(Method.SECRET_BASIC.text)
                        ? Method.SECRET_POST
                        : Method.SECRET_BASIC;
        };
        return new OAuthClient(Origin.ENTRY, entry.id(), method, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    @Override
    public String toString() {
        return "OAuthClient[%s, %s]".formatted(origin, method);
    }
}
