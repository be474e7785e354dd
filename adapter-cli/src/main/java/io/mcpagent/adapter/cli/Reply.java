package io.mcpagent.adapter.cli;

import java.util.Optional;

/** What a server answered. */
record Reply(int status, String mediaType, Optional<String> location, String body) {
    boolean isJson() {
        return mediaType.startsWith("application/json") || mediaType.startsWith("application/problem+json");
    }
}
