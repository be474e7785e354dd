package io.mcpagent.domain.access;

import io.mcpagent.domain.failure.Forbidden;
import java.util.Locale;

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

    public static Decision decide(Caller caller, Permission action, Resource resource) {
        if (!caller.permissions().contains(action)) return new Decision.Denied(missing(caller, action));
        return switch (resource) {
            case Resource.Shared shared -> new Decision.Allowed();
            case Resource.Owned owned ->
                caller.user().equals(owned.owner())
                        ? new Decision.Allowed()
                        : new Decision.Denied("it belongs to somebody else");
        };
    }

    /** Whether the caller may see what belongs to that user. */
    public static boolean allows(Caller caller, UserId owner) {
        return decide(caller, Permission.READ, new Resource.Owned(owner)) instanceof Decision.Allowed;
    }

    /**
     * Returns when the caller may do that at all; with whose things is asked where these are found.
     *
     * @throws Forbidden with code {@code permission_missing}
     */
    public static void require(Caller caller, Permission action) {
        if (decide(caller, action, new Resource.Shared()) instanceof Decision.Denied denied)
            throw new Forbidden(
                    "permission_missing",
                    "This needs the permission %s. Ask an administrator for it."
                            .formatted(action.name().toLowerCase(Locale.ROOT)),
                    denied.reason());
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
