package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What one user's sign-in with one tool server consists of.
 *
 * @param content tokens and registrations; sealed for this server and this user, so that it opens in no other row
 * @param version 1 for the first, and one more with each change
 * @param leasedUntil when somebody is renewing the tokens: until then nobody else does
 */
public record ToolServerSignIn(
        ToolServerName server, UserId user, SealedSecret content, long version, Optional<Instant> leasedUntil) {
    public ToolServerSignIn {
        if (version < 1) throw new IllegalArgumentException("versions begin with 1");
    }

    public String purpose() {
        return purpose(server, user);
    }

    /** What the content of such a row is sealed for. */
    public static String purpose(ToolServerName server, UserId user) {
        return "tool-server-sign-in:%s:%s".formatted(server.value(), user.value());
    }
}
