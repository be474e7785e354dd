package io.mcpagent.adapter.mcp.signin;

import java.net.URI;
import java.util.Optional;

/**
 * As whom we sign in with tool servers.
 *
 * @param clientName shown to people by authorization servers
 * @param clientMetadata the {@code https} address of a Client ID Metadata Document, which is our client id where an
 *     authorization server takes such; empty where there is none
 */
public record SignInSettings(String clientName, Optional<URI> clientMetadata) {
    public static final SignInSettings DEFAULT = new SignInSettings("MCP Agent", Optional.empty());

    public SignInSettings {
        if (clientName.isBlank()) throw new IllegalArgumentException("a client has a name");
        clientMetadata.ifPresent(url -> {
            if (!"https".equals(url.getScheme())
                    || url.getPath() == null
                    || url.getPath().length() < 2)
                throw new IllegalArgumentException("a client's metadata has an https address with a path");
        });
    }
}
