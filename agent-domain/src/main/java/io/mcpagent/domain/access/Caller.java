package io.mcpagent.domain.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks. The first argument of every use case.
 *
 * @param scopes of the API key that is used; empty where the user asks in person, who is limited by the roles alone
 * @param isLocalOwner whether it is whoever may read the data directory, and not the user of the same id, who signs in
 * @param via by what the call came, for the audit; decides nothing, but that no API key makes one that outlives it
 */
public record Caller(UserId user, Set<Role> roles, Optional<Set<Permission>> scopes, boolean isLocalOwner, Via via) {
    /**
     * The one owner of an installation that has no users: whoever may read its data directory. The first user takes the
     * same id, and with it all that was made before.
     */
    public static final Caller LOCAL_OWNER =
            new Caller(new UserId("local"), Set.of(Role.ADMIN), Optional.empty(), true, Via.UNKNOWN);

    /**
     * By what a call came.
     *
     * @param key the API key
     * @param request the id of the HTTP request
     */
    public record Via(Optional<ApiKeyId> key, Optional<String> request) {
        static final Via UNKNOWN = new Via(Optional.empty(), Optional.empty());
    }

    public Caller {
        roles = Set.copyOf(roles);
        scopes = scopes.map(Set::copyOf);
    }

    public Caller(UserId user, Set<Role> roles, Optional<Set<Permission>> scopes) {
        this(user, roles, scopes, false, Via.UNKNOWN);
    }

    /** A user of whom nothing is known but the id; as a member, who owns things and asks. */
    public Caller(UserId user) {
        this(user, Set.of(Role.MEMBER), Optional.empty());
    }

    /** The same, who came with that API key. */
    public Caller with(ApiKeyId key) {
        return new Caller(user, roles, scopes, isLocalOwner, new Via(Optional.of(key), via.request));
    }

    /** The same, who asks in that request. */
    public Caller within(String request) {
        return new Caller(user, roles, scopes, isLocalOwner, new Via(via.key, Optional.of(request)));
    }

    /** What the roles allow, and of that what the key allows: a key never has more than its owner. */
    public Set<Permission> permissions() {
        var allowed = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> allowed.addAll(role.permissions()));
        scopes.ifPresent(allowed::retainAll);
        return Set.copyOf(allowed);
    }
}
