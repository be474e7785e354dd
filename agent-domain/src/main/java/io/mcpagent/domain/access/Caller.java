package io.mcpagent.domain.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks. The first argument of every use case.
 *
 * @param scopes of the API key that is used; empty where the user asks in person, who is limited by the roles alone
 */
public record Caller(UserId user, Set<Role> roles, Optional<Set<Permission>> scopes) {
    /**
     * The one owner of an installation that has no users: whoever may read its data directory. The first user takes the
     * same id, and with it all that was made before.
     */
    public static final Caller LOCAL_OWNER = new Caller(new UserId("local"), Set.of(Role.ADMIN), Optional.empty());

    public Caller {
        roles = Set.copyOf(roles);
        scopes = scopes.map(Set::copyOf);
    }

    /** A user of whom nothing is known but the id; as a member, who owns things and asks. */
    public Caller(UserId user) {
        this(user, Set.of(Role.MEMBER), Optional.empty());
    }

    /** What the roles allow, and of that what the key allows: a key never has more than its owner. */
    public Set<Permission> permissions() {
        var allowed = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> allowed.addAll(role.permissions()));
        scopes.ifPresent(allowed::retainAll);
        return Set.copyOf(allowed);
    }
}
