package io.mcpagent.adapter.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param retryAfter when it may be asked again
 */
record Reply(int status, String mediaType, Optional<String> location, Optional<Duration> retryAfter, String body) {
    boolean isJson() {
        return mediaType.startsWith("application/json") || mediaType.startsWith("application/problem+json");
    }
}
