package io.mcpagent.application.run;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a run goes on. Roles are those that its owner has now, whenever it was begun; of what they allow, a run
 * that was begun with an API key has what the key allowed then, also when the key is gone.
 */
public final class RunCallers {
    private final UserRepository users;
    private volatile boolean hasUsers;

    public RunCallers(UserRepository users) {
        this.users = users;
    }

    /**
     * The caller of a run at this moment.
     *
     * @param asking who waits for it in this process, if somebody does
     * @throws Forbidden with code {@code owner_inactive} when its owner may not sign in any more
     */
    Caller of(RunStarted started, Optional<Caller> asking) {
        // Whoever holds the data directory is no user who could be disabled.
        if (asking.filter(Caller::isLocalOwner).isPresent()) return Caller.LOCAL_OWNER;
        if (!hasUsers()) return unknown(started, asking);
        var owner = users.find(started.owner());
        if (owner.isEmpty()) return unknown(started, asking);
        if (!owner.get().isActive())
            throw new Forbidden(
                    "owner_inactive",
                    "The run was stopped, as its owner may not sign in any more.",
                    "the user %s is not active".formatted(started.owner().value()));
        return new Caller(started.owner(), owner.get().roles(), started.scopes());
    }

    /**
     * The owner of an installation without users, or one whom an application knows that embeds it. Where that does not say,
     * the least that whoever asked must have had.
     */
    private static Caller unknown(RunStarted started, Optional<Caller> asking) {
        var roles = asking.map(Caller::roles)
                .orElseGet(() -> isLocalOwner(started) ? Caller.LOCAL_OWNER.roles() : Set.of(Role.MEMBER));
        return new Caller(started.owner(), roles, started.scopes());
    }

    private static boolean isLocalOwner(RunStarted started) {
        return started.owner().equals(Caller.LOCAL_OWNER.user());
    }

    /** Users are never deleted, so the answer changes once. */
    private boolean hasUsers() {
        if (!hasUsers) hasUsers = !users.isEmpty();
        return hasUsers;
    }
}
