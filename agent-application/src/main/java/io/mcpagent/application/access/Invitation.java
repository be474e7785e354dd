package io.mcpagent.application.access;

import io.mcpagent.domain.access.User;
import java.time.Instant;

/**
 * How a user sets a password.
 *
 * @param code shown this once, to whoever invited; printing the record doesn't
 */
public record Invitation(User user, String code, Instant until) {
    @Override
    public String toString() {
        return "Invitation[" + user.id().value() + "]";
    }
}
