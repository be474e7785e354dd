package io.mcpagent.domain.access;

import static io.mcpagent.domain.access.Permission.ASK;
import static io.mcpagent.domain.access.Permission.DEFINE_AGENTS;
import static io.mcpagent.domain.access.Permission.MANAGE_KEYS;
import static io.mcpagent.domain.access.Permission.MANAGE_TOOLS;
import static io.mcpagent.domain.access.Permission.MANAGE_USERS;
import static io.mcpagent.domain.access.Permission.READ;
import static io.mcpagent.domain.access.Permission.READ_AUDIT;
import static io.mcpagent.domain.access.Permission.WRITE;

import java.util.Set;

/** What a user is to an installation. This is the one table of what a role may do. */
public enum Role {
    VIEWER(READ, MANAGE_KEYS),
    MEMBER(READ, MANAGE_KEYS, ASK),
    EDITOR(READ, MANAGE_KEYS, ASK, WRITE, DEFINE_AGENTS),
    ADMIN(READ, MANAGE_KEYS, ASK, WRITE, DEFINE_AGENTS, MANAGE_TOOLS, MANAGE_USERS, READ_AUDIT);

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of can't be changed
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
