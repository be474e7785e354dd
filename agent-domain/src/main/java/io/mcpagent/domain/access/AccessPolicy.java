package io.mcpagent.domain.access;

import java.util.Optional;

/** Decides who may do what with which. Asks nobody, changes nothing. */
public final class AccessPolicy {
    public sealed interface Decision {
        record Allowed() implements Decision {}

        /**
         * The caller may not.
         *
         * @param reason for the log; a caller is not told
         */
        record Denied(String reason) implements Decision {}
    }

    private AccessPolicy() {}

    /** What roles and scopes do not allow, no ownership and no grant does. */
    public static Decision decide(Caller caller, Permission action, Resource resource) {
        if (!caller.permissions().contains(action)) return new Decision.Denied(missing(caller, action));
        return switch (resource) {
            case Resource.Shared shared -> new Decision.Allowed();
            case Resource.Owned owned ->
                caller.user().equals(owned.owner())
                        ? new Decision.Allowed()
                        : new Decision.Denied("it belongs to somebody else");
            case Resource.Granted granted -> decide(caller, action, granted);
        };
    }

    private static Decision decide(Caller caller, Permission action, Resource.Granted resource) {
        if (owns(caller, resource)) return new Decision.Allowed();
        var needed = needed(action);
        if (needed.isEmpty()) return new Decision.Denied("no grant allows " + action);
        if (resource.isOpen() && GrantLevel.READ.includes(needed.get())) return new Decision.Allowed();
        var reaching = resource.grants().stream()
                .filter(grant -> grant.grantee().includes(caller))
                .toList();
        if (reaching.stream().anyMatch(grant -> grant.level().includes(needed.get()))) return new Decision.Allowed();
        return new Decision.Denied(
                reaching.isEmpty() && !resource.isOpen()
                        ? "it belongs to somebody else, and is not granted"
                        : "it belongs to somebody else, and may only be read");
    }

    private static boolean owns(Caller caller, Resource.Granted resource) {
        return resource.owner()
                .map(caller.user()::equals)
                .orElseGet(() -> caller.permissions().contains(Permission.DEFINE_AGENTS));
    }

    /** To ask an agent is to read it. */
    private static Optional<GrantLevel> needed(Permission action) {
        return switch (action) {
            case READ, ASK -> Optional.of(GrantLevel.READ);
            case WRITE, DEFINE_AGENTS -> Optional.of(GrantLevel.WRITE);
            case MANAGE_KEYS, MANAGE_TOOLS, MANAGE_USERS, READ_AUDIT -> Optional.empty();
        };
    }

    private static String missing(Caller caller, Permission action) {
        var byRoles =
                caller.roles().stream().anyMatch(role -> role.permissions().contains(action));
        return byRoles
                ? "the API key has no scope " + action
                : "the roles %s have no permission %s"
                        .formatted(caller.roles().stream().sorted().toList(), action);
    }
}
