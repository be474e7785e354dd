package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Unauthenticated;
import java.util.Optional;

/** Signing in and out. */
public final class LoginService {
    private final AccessPorts ports;
    private final AccessSources sources;
    private final Authorization authorization;
    private final AuditTrail trail;
    private final SignIns signIns;
    private final LoginThrottle throttle;
    private volatile Optional<PasswordHash> nobodys = Optional.empty();

    public LoginService(AccessPorts ports, AccessSources sources, Authorization authorization) {
        this.ports = ports;
        this.sources = sources;
        this.authorization = authorization;
        trail = AuditTrail.of(ports, sources);
        signIns = new SignIns(ports, sources, trail);
        throttle = new LoginThrottle(sources.clock());
    }

    /**
     * Signs a user in by name and password. That there is no such user takes as long, and says the same, as a wrong
     * password.
     *
     * @throws Unauthenticated with code {@code credentials_wrong}
     * @throws io.mcpagent.domain.failure.LimitExceeded with code {@code login_throttled}
     */
    public SignedIn login(LoginRequest request) {
        var name = name(request.name());
        throttle.begin(name, request.address());
        var decoy = nobodysHash();
        var user = name.flatMap(ports.users()::named);
        var hash = user.flatMap(LoginService::password);
        var matches = matches(request.password(), hash.orElse(decoy));
        if (user.isEmpty()) throw wrong(request, user, "there is no such user");
        if (hash.isEmpty())
            throw wrong(request, user, "the user " + user.get().id().value() + " is invited or disabled");
        if (!matches)
            throw wrong(
                    request, user, "the password of the user " + user.get().id().value() + " is another");
        throttle.succeeded(user.get().name(), request.address());
        var actor = AuditActor.of(user.get().id()).within(request.request());
        return signIns.begin(rehashed(user.get(), hash.get(), request.password()), actor);
    }

    /**
     * Makes new tokens of a refresh token, once. A second use ends what came from the same login, since one of the two who
     * had the token has stolen it.
     *
     * @throws Unauthenticated with code {@code refresh_token_invalid}
     */
    public SignedIn refresh(String refreshToken) {
        return signIns.renew(refreshToken);
    }

    /** Ends what came from one login; an access token of it may be used until it expires. */
    public void logout(String refreshToken) {
        signIns.end(refreshToken);
    }

    /** Ends all logins of the caller at once, access tokens too. API keys stay. */
    public void logoutEverywhere(Caller caller) {
        authorization.require(caller, Permission.MANAGE_KEYS);
        ports.transactions().write(() -> {
            ports.users().find(caller.user()).ifPresent(user -> ports.users().save(user.signedOut()));
            ports.refreshTokens().endAll(caller.user());
            trail.done(caller, Audited.USER_SIGNED_OUT, Audited.user(caller.user()));
        });
    }

    /**
     * Sets the password of somebody who was invited, or whose password was reset, and signs them in.
     *
     * @throws Unauthenticated with code {@code invitation_invalid}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code password_unacceptable}
     */
    public SignedIn accept(String code, Password password) {
        var hash = SecretHash.of(code);
        try {
            invited(hash);
        } catch (Unauthenticated refused) {
            trail.failed(AuditActor.NOBODY, Audited.INVITATION_REFUSED, Optional.empty());
            throw refused;
        }
        var chosen = new UserState.Active(Passwords.hashed(ports.passwords(), password));
        // Asked again, as of two who come with the same code one is too late.
        var user = ports.transactions().write(() -> {
            var accepted = ports.users().save(invited(hash).signedOut().with(chosen));
            trail.done(AuditActor.of(accepted.id()), Audited.INVITATION_ACCEPTED, Audited.user(accepted.id()));
            return accepted;
        });
        return signIns.begin(user, AuditActor.of(user.id()));
    }

    private User invited(SecretHash code) {
        return ports.users()
                .invited(code)
                .filter(user -> user.state() instanceof UserState.Invited invited
                        && sources.clock().instant().isBefore(invited.until()))
                .orElseThrow(() -> new Unauthenticated(
                        "invitation_invalid",
                        "The code is not valid, or no longer. Ask an administrator for another.",
                        "nobody has an invitation with that code, or not any more"));
    }

    private static Optional<LoginName> name(String typed) {
        try {
            return Optional.of(new LoginName(typed.strip()));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static Optional<PasswordHash> password(User user) {
        return user.state() instanceof UserState.Active active ? Optional.of(active.password()) : Optional.empty();
    }

    /** What is too long is wrong after the same time as any other. */
    private boolean matches(Password password, PasswordHash hash) {
        var isTooLong = password.value().length() > Password.LONGEST;
        var tried = isTooLong ? new Password(password.value().substring(0, Password.LONGEST)) : password;
        return ports.passwords().matches(tried, hash) && !isTooLong;
    }

    /** What the password of somebody who is not there is compared with. */
    private PasswordHash nobodysHash() {
        var known = nobodys;
        if (known.isPresent()) return known.get();
        var made = ports.passwords().hash(new Password(sources.secrets().next()));
        nobodys = Optional.of(made);
        return made;
    }

    private User rehashed(User user, PasswordHash hash, Password password) {
        if (!ports.passwords().isOutdated(hash)) return user;
        var renewed = user.with(new UserState.Active(ports.passwords().hash(password)));
        try {
            return ports.transactions().write(() -> ports.users().save(renewed));
        } catch (Conflict changedMeanwhile) {
            // The old hash is as right; the next login makes it anew.
            return user;
        }
    }

    private Unauthenticated wrong(LoginRequest request, Optional<User> meant, String reason) {
        trail.failed(
                AuditActor.NOBODY.within(request.request()),
                Audited.LOGIN_FAILED,
                meant.map(user -> Audited.user(user.id())));
        return new Unauthenticated("credentials_wrong", "The name or the password is wrong.", reason);
    }
}
