package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Unauthenticated;
import java.util.Optional;
import java.util.Set;

/** Lets in the first user: whoever has the code that a server prints on its console while there is none. */
public final class FirstOwner {
    private final UserRepository users;
    private final UserService service;
    private final AuditTrail trail;
    private final String secret;
    private final SecretHash hash;

    public FirstOwner(UserRepository users, UserService service, SecretSource secrets, AuditTrail trail) {
        this.users = users;
        this.service = service;
        this.trail = trail;
        secret = secrets.next();
        hash = SecretHash.of(secret);
    }

    /** What {@link #setUp} takes, of this process; empty where there are users. */
    public Optional<String> code() {
        return users.isEmpty() ? Optional.of(secret) : Optional.empty();
    }

    /**
     * Makes the first user, an administrator, who takes over what was made without users.
     *
     * @throws Conflict with code {@code set_up_already}
     * @throws Unauthenticated with code {@code setup_code_wrong}
     * @throws io.mcpagent.domain.failure.InvalidRequest as {@link UserService#create} does
     */
    public User setUp(String code, String name, String displayName, Password password) {
        if (!users.isEmpty())
            throw new Conflict("set_up_already", "There are users already; an administrator can make more.");
        if (!hash.matches(code)) {
            trail.failed(AuditActor.NOBODY, Audited.SETUP_FAILED, Optional.empty());
            throw new Unauthenticated(
                    "setup_code_wrong",
                    "The code is another; the server printed it when it started.",
                    "the setup code is another");
        }
        return service.create(Caller.LOCAL_OWNER, new NewUser(name, displayName, Set.of(Role.ADMIN)), password);
    }
}
