package io.mcpagent.adapter.mcp.server.stdio;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A server to which a client is passed on.
 *
 * @param url at which it speaks the protocol
 * @param bearer what lets requests in; never shown
 */
public record RelayTarget(URI url, Optional<String> bearer) {
    Map<String, String> headers() {
        return bearer.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of());
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
