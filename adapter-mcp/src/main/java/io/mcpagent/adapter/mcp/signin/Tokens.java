package io.mcpagent.adapter.mcp.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token endpoint handed out.
 *
 * @param expiresAt of the access token; empty where the server did not say
 */
record Tokens(String access, Optional<Instant> expiresAt, Optional<String> refresh) {
    /** A request under way takes its time. */
    private static final Duration LEEWAY = Duration.ofSeconds(10);

    boolean isGoodAt(Instant now) {
        return expiresAt.map(end -> now.plus(LEEWAY).isBefore(end)).orElse(true);
    }

    /** With the refresh token of before, where no new one came. */
    Tokens keeping(Optional<String> before) {
        return new Tokens(access, expiresAt, refresh.or(() -> before));
    }

    @Override
    public String toString() {
        return "Tokens[…]";
    }
}
