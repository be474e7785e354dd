package io.mcpagent.domain.access;

import java.time.Instant;
import java.util.Set;

/**
 * A person who signs in.
 *
 * @param epoch grows when all that was signed in before is to be out
 * @param version grows with each change; 0 for one that was not saved yet
 */
public record User(
        UserId id,
        LoginName name,
        String displayName,
        Set<Role> roles,
        UserState state,
        long epoch,
        Instant createdAt,
        long version) {
    private static final int LONGEST_NAME = 100;

    /** @throws IllegalArgumentException whose message is for who gave the names and roles */
    public User {
        displayName = displayName.strip();
        if (displayName.isEmpty() || displayName.length() > LONGEST_NAME || !OneLine.isPrintable(displayName))
            throw new IllegalArgumentException(
                    "a display name has 1 to %d printable characters".formatted(LONGEST_NAME));
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) throw new IllegalArgumentException("a user has at least one role");
    }

    public boolean isActive() {
        return switch (state) {
            case UserState.Active active -> true;
            case UserState.External external -> true;
            case UserState.Invited invited -> false;
            case UserState.Disabled disabled -> false;
        };
    }

    /**
     * Whether this is one of those who keep an installation from being without an administrator. Who comes from elsewhere
     * is none: what they are is decided there.
     */
    public boolean isActiveAdmin() {
        return state instanceof UserState.Active && roles.contains(Role.ADMIN);
    }

    public User with(UserState other) {
        return new User(id, name, displayName, roles, other, epoch, createdAt, version);
    }

    public User with(Set<Role> others) {
        return new User(id, name, displayName, others, state, epoch, createdAt, version);
    }

    /** With all that was signed in out. */
    public User signedOut() {
        return new User(id, name, displayName, roles, state, epoch + 1, createdAt, version);
    }

    public User at(long newVersion) {
        return new User(id, name, displayName, roles, state, epoch, createdAt, newVersion);
    }
}
