package io.mcpagent.domain.access;

/** To whom something is granted. */
public sealed interface Grantee {
    record OneUser(UserId user) implements Grantee {}

    /** Whoever has the role, also one who gets it later. */
    record EveryoneWith(Role role) implements Grantee {}

    default boolean includes(Caller caller) {
        return switch (this) {
            case OneUser(var user) -> caller.user().equals(user);
            case EveryoneWith(var role) -> caller.roles().contains(role);
        };
    }
}
