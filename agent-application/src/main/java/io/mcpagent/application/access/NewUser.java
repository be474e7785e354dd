package io.mcpagent.application.access;

import io.mcpagent.domain.access.Role;
import java.util.Set;

/**
 * A user who is wanted.
 *
 * @param name to sign in by, as it was typed
 * @param displayName the name where it is blank
 */
public record NewUser(String name, String displayName, Set<Role> roles) {
    public NewUser {
        roles = Set.copyOf(roles);
    }
}
