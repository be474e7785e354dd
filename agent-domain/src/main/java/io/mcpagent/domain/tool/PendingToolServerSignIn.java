package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import java.time.Instant;

/**
 * A sign-in that a browser was sent away with, and has not come back from.
 *
 * @param state of what comes back with the browser
 * @param content what is needed to go on, sealed for this state, server and user
 */
public record PendingToolServerSignIn(
        SecretHash state, ToolServerName server, UserId user, SealedSecret content, Instant expiresAt) {
    public String purpose() {
        return purpose(state, server, user);
    }

    /** What the content of such a row is sealed for. */
    public static String purpose(SecretHash state, ToolServerName server, UserId user) {
        return "tool-server-sign-in-begun:%s:%s:%s".formatted(state.value(), server.value(), user.value());
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
