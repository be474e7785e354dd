package io.mcpagent.domain.agent;

import io.mcpagent.domain.access.UserId;
import java.util.Optional;

/**
 * Whose an agent is, and who may ask it.
 *
 * @param owner who defined it over the API; empty for one that belongs to the installation, such as one whose file
 *     somebody wrote: whoever may define agents changes it
 */
public record Audience(Optional<UserId> owner, Access access) {
    /** The installation's, and there for all. */
    public static final Audience EVERYONE = new Audience(Optional.empty(), Access.EVERYONE);

    /** Who may ask an agent besides its owner. */
    public enum Access {
        EVERYONE,
        /** Those alone to whom it is granted. */
        GRANTED
    }

    public Audience of(UserId user) {
        return new Audience(Optional.of(user), access);
    }

    public Audience with(Access other) {
        return new Audience(owner, other);
    }
}
