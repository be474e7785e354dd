package io.mcpagent.application.access;

import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The users of an installation, administered. Who may do that gives nobody more than they have themselves, and there is
 * always an administrator left.
 */
public final class UserService {
    private static final Duration INVITATION = Duration.ofDays(7);

    private final AccessPorts ports;
    private final AccessSources sources;
    private final Authorization authorization;
    private final AuditTrail trail;

    public UserService(AccessPorts ports, AccessSources sources, Authorization authorization) {
        this.ports = ports;
        this.sources = sources;
        this.authorization = authorization;
        trail = AuditTrail.of(ports, sources);
    }

    /** By name. */
    public List<User> users(Caller caller) {
        authorization.require(caller, Permission.MANAGE_USERS);
        return ports.users().all();
    }

    /**
     * The one of that id.
     *
     * @throws NotFound with code {@code user_not_found}
     */
    public User user(Caller caller, UserId id) {
        authorization.require(caller, Permission.MANAGE_USERS);
        return found(id);
    }

    /**
     * The one who signs in by that name.
     *
     * @throws InvalidRequest with code {@code user_invalid}
     * @throws NotFound with code {@code user_not_found}
     */
    public User named(Caller caller, String name) {
        authorization.require(caller, Permission.MANAGE_USERS);
        return ports.users().named(loginName(name)).orElseThrow(() -> missing(name));
    }

    /**
     * The caller.
     *
     * @throws NotFound with code {@code user_not_found} for the owner of an installation without users
     */
    public User me(Caller caller) {
        return found(caller.user());
    }

    /**
     * Adds a user with a password. The first is an administrator and takes over what was made without users.
     *
     * @throws InvalidRequest with code {@code user_invalid}, {@code password_unacceptable} or {@code first_user_no_admin}
     * @throws Conflict with code {@code user_name_taken}
     */
    public User create(Caller caller, NewUser wanted, Password password) {
        requireMayGive(caller, wanted.roles());
        var state = new UserState.Active(Passwords.hashed(ports.passwords(), password));
        return add(caller, Audited.USER_CREATED, wanted, state);
    }

    /**
     * Adds a user who sets a password with the code of the invitation.
     *
     * @throws InvalidRequest with code {@code user_invalid}
     * @throws Conflict with code {@code user_name_taken} or {@code first_user_invited}
     */
    public Invitation invite(Caller caller, NewUser wanted) {
        requireMayGive(caller, wanted.roles());
        if (ports.users().isEmpty())
            throw new Conflict(
                    "first_user_invited", "The first user can't be invited, as nobody could sign in. Give a password.");
        var secret = sources.secrets().next();
        var state = invited(secret);
        return new Invitation(add(caller, Audited.USER_INVITED, wanted, state), secret, state.until());
    }

    /**
     * Keeps a user out, at once, also what is signed in and the API keys.
     *
     * @throws Conflict with code {@code last_admin}
     * @throws NotFound with code {@code user_not_found}
     */
    public User disable(Caller caller, UserId id) {
        return change(caller, Audited.USER_DISABLED, id, user -> {
            requireAnotherAdmin(user);
            return user.with(new UserState.Disabled()).signedOut();
        });
    }

    /**
     * Takes a user's password away, and all that is signed in; or lets in again who was disabled. The local owner does so to
     * the last administrator too, as the way back in when the password is forgotten.
     *
     * @return with what the user sets a new one
     * @throws Conflict with code {@code last_admin}
     * @throws NotFound with code {@code user_not_found}
     */
    public Invitation reset(Caller caller, UserId id) {
        var secret = sources.secrets().next();
        var state = invited(secret);
        var user = change(caller, Audited.USER_RESET, id, found -> {
            if (!caller.isLocalOwner()) requireAnotherAdmin(found);
            return found.with(state).signedOut();
        });
        return new Invitation(user, secret, state.until());
    }

    /**
     * Gives a user other roles; they hold from the next request.
     *
     * @throws InvalidRequest with code {@code user_invalid} for none
     * @throws Conflict with code {@code last_admin}
     * @throws NotFound with code {@code user_not_found}
     */
    public User changeRoles(Caller caller, UserId id, Set<Role> roles) {
        return changeRoles(caller, id, roles, Expected.anything());
    }

    /**
     * The same to a user who is as expected.
     *
     * @throws Conflict also with code {@code precondition_failed}
     */
    public User changeRoles(Caller caller, UserId id, Set<Role> roles, Expected<User> expected) {
        requireMayGive(caller, roles);
        if (roles.isEmpty()) throw invalid("a user has at least one role");
        return change(caller, Audited.USER_ROLES_CHANGED, id, user -> {
            expected.require(Optional.of(user));
            if (!roles.contains(Role.ADMIN)) requireAnotherAdmin(user);
            return user.with(roles);
        });
    }

    private User change(Caller caller, AuditAction action, UserId id, UnaryOperator<User> changed) {
        authorization.require(caller, Permission.MANAGE_USERS);
        return ports.transactions().write(() -> {
            // The first thing in the transaction, so that of two administrators who remove each other one comes second.
            ports.users().administrators();
            var before = found(id);
            requireMayGive(caller, before.roles());
            var after = ports.users().save(changed.apply(before));
            if (after.epoch() != before.epoch()) ports.refreshTokens().endAll(id);
            trail.done(caller, action, Audited.user(id));
            return after;
        });
    }

    private User add(Caller caller, AuditAction action, NewUser wanted, UserState state) {
        var name = loginName(wanted.name());
        return ports.transactions().write(() -> {
            var isFirst = ports.users().isEmpty();
            if (isFirst && !wanted.roles().contains(Role.ADMIN))
                throw new InvalidRequest("first_user_no_admin", "The first user has to be an administrator.");
            var id = isFirst
                    ? Caller.LOCAL_OWNER.user()
                    : new UserId(sources.ids().next().toString());
            trail.done(caller, action, Audited.user(id));
            return ports.users().save(user(wanted, id, name, state));
        });
    }

    private User user(NewUser wanted, UserId id, LoginName name, UserState state) {
        var shown = wanted.displayName().isBlank() ? name.value() : wanted.displayName();
        var now = sources.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return new User(id, name, shown, wanted.roles(), state, 0, now, 0);
        } catch (IllegalArgumentException wrong) {
            throw invalid(wrong.getMessage());
        }
    }

    private UserState.Invited invited(String secret) {
        var until = sources.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(INVITATION);
        return new UserState.Invited(SecretHash.of(secret), until);
    }

    /** An API key that may administer users, and not more, makes nobody who may more, nor takes over one who does. */
    private void requireMayGive(Caller caller, Set<Role> roles) {
        authorization.require(caller, Permission.MANAGE_USERS);
        for (var role : roles) {
            if (!caller.permissions().containsAll(role.permissions()))
                throw authorization.forbidden(
                        caller,
                        Permission.MANAGE_USERS,
                        "The role %s may do more than you may.".formatted(role),
                        "the role %s has permissions that the caller has not".formatted(role));
        }
    }

    private void requireAnotherAdmin(User user) {
        var isLast = user.isActiveAdmin()
                && ports.users().administrators().stream()
                        .noneMatch(other -> other.isActiveAdmin() && !other.id().equals(user.id()));
        if (isLast)
            throw new Conflict(
                    "last_admin",
                    "%s is the last administrator. Make another first; a password that was forgotten is reset by the command line on the data directory."
                            .formatted(user.name().value()));
    }

    private User found(UserId id) {
        return ports.users().find(id).orElseThrow(() -> missing(id.value()));
    }

    /** What is said of one whom there is not. */
    public static NotFound missing(String who) {
        return new NotFound("user_not_found", "There is no user %s.".formatted(who));
    }

    /**
     * A name as people type it.
     *
     * @throws InvalidRequest with code {@code user_invalid}
     */
    public static LoginName loginName(String given) {
        try {
            return new LoginName(given.strip());
        } catch (IllegalArgumentException wrong) {
            throw invalid("the name " + wrong.getMessage());
        }
    }

    private static InvalidRequest invalid(@Nullable String problem) {
        return new InvalidRequest("user_invalid", "The user can't be so: " + problem + ".");
    }
}
