package io.mcpagent.application.access;

import io.mcpagent.domain.access.User;
import java.time.Instant;

/**
 * What a client has after a login. Printing one shows no token.
 *
 * @param accessToken for each request, until {@code expiresAt}
 * @param refreshToken for the next of these, once
 */
public record SignedIn(User user, String accessToken, Instant expiresAt, String refreshToken) {
    @Override
    public String toString() {
        return "SignedIn[" + user.id().value() + "]";
    }
}
