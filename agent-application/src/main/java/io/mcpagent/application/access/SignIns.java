package io.mcpagent.application.access;

import io.mcpagent.domain.access.AccessClaims;
import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.FamilyId;
import io.mcpagent.domain.access.RefreshToken;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.failure.Unauthenticated;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The tokens of those who are signed in. */
final class SignIns {
    private static final Duration ACCESS = Duration.ofMinutes(15);
    private static final Duration REFRESH = Duration.ofDays(30);

    private final AccessPorts ports;
    private final AccessSources sources;
    private final AuditTrail trail;

    SignIns(AccessPorts ports, AccessSources sources, AuditTrail trail) {
        this.ports = ports;
        this.sources = sources;
        this.trail = trail;
    }

    private sealed interface Renewal {
        record Renewed(User user, String refreshToken) implements Renewal {}

        record Refused(String reason) implements Renewal {}
    }

    SignedIn begin(User user, AuditActor actor) {
        var family = new FamilyId(sources.ids().next());
        var refreshToken = ports.transactions().write(() -> {
            ports.refreshTokens().deleteExpired(sources.clock().instant());
            trail.done(actor, Audited.LOGIN_SUCCEEDED, Audited.user(user.id()));
            return next(user, family);
        });
        return signedIn(user, refreshToken);
    }

    /** @throws Unauthenticated with code {@code refresh_token_invalid} */
    SignedIn renew(String refreshToken) {
        var hash = SecretHash.of(refreshToken);
        // That a family has ended is kept, so it is not thrown before the commit.
        var outcome = ports.transactions()
                .write(() -> ports.refreshTokens()
                        .find(hash)
                        .map(this::renewed)
                        .orElseGet(() -> new Renewal.Refused("it is none, or its family was ended")));
        return switch (outcome) {
            case Renewal.Renewed renewed -> signedIn(renewed.user, renewed.refreshToken);
            case Renewal.Refused refused ->
                throw new Unauthenticated(
                        "refresh_token_invalid",
                        "The refresh token is no longer valid; log in again.",
                        "the refresh token was refused: " + refused.reason);
        };
    }

    private Renewal renewed(RefreshToken token) {
        if (token.isExpired(sources.clock().instant())) return new Renewal.Refused("it has expired");
        if (!ports.refreshTokens().use(token.hash())) {
            ports.refreshTokens().endFamily(token.family());
            trail.failed(AuditActor.NOBODY, Audited.REFRESH_TOKEN_REUSED, Optional.of(Audited.user(token.user())));
            return new Renewal.Refused("it was used before, so somebody may have stolen it; the family of the user "
                    + token.user().value() + " was ended");
        }
        var user = ports.users().find(token.user()).filter(found -> found.isActive() && found.epoch() == token.epoch());
        if (user.isPresent()) return new Renewal.Renewed(user.get(), next(user.get(), token.family()));
        ports.refreshTokens().endFamily(token.family());
        return new Renewal.Refused("its user was disabled or signed out");
    }

    private String next(User user, FamilyId family) {
        var secret = sources.secrets().next();
        var expires = sources.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(REFRESH);
        ports.refreshTokens().add(new RefreshToken(SecretHash.of(secret), family, user.id(), user.epoch(), expires));
        return secret;
    }

    private SignedIn signedIn(User user, String refreshToken) {
        var now = sources.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var claims = new AccessClaims(user.id(), user.epoch(), now, now.plus(ACCESS));
        return new SignedIn(user, ports.tokens().issue(claims), claims.expiresAt(), refreshToken);
    }

    /** Of an unknown token there is nothing to end. */
    void end(String refreshToken) {
        ports.transactions()
                .write(() ->
                        ports.refreshTokens().find(SecretHash.of(refreshToken)).ifPresent(this::ended));
    }

    private void ended(RefreshToken token) {
        ports.refreshTokens().endFamily(token.family());
        trail.done(AuditActor.of(token.user()), Audited.LOGIN_ENDED, Audited.user(token.user()));
    }
}
