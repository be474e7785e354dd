package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.ExternalIdentity;
import io.mcpagent.domain.access.IdentityClaims;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Unauthenticated;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The users whom an identity provider vouches for. One is added when they come for the first time. They are told apart by
 * what the provider never gives to anybody else; that a name is the same makes nobody the same.
 */
final class ExternalUsers {
    private static final int SHORT_HASH = 16;
    private static final int LONGEST_NAME = 100;

    private final AccessPorts ports;
    private final AccessSources sources;
    private final AuditTrail trail;

    ExternalUsers(AccessPorts ports, AccessSources sources) {
        this.ports = ports;
        this.sources = sources;
        trail = AuditTrail.of(ports, sources);
    }

    private sealed interface Outcome {
        record Welcome(User user) implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    /** @throws Unauthenticated with code {@code identity_refused} */
    User of(IdentityClaims claims) {
        // That somebody has lost their roles is kept, so it is not thrown before the commit.
        return switch (known(claims).orElseGet(() -> added(claims))) {
            case Outcome.Welcome welcome -> welcome.user;
            case Outcome.Refused refused ->
                throw new Unauthenticated(
                        "identity_refused",
                        "You may not come in here, or not any more. Ask an administrator.",
                        "%s of %s was refused: %s".formatted(claims.subject(), claims.issuer(), refused.reason));
        };
    }

    private Optional<Outcome> known(IdentityClaims claims) {
        return ports.identities()
                .find(claims.issuer(), claims.subject())
                .flatMap(identity -> ports.users().find(identity.user()).map(user -> admitted(identity, user, claims)));
    }

    private Outcome admitted(ExternalIdentity identity, User user, IdentityClaims claims) {
        if (!user.isActive()) return refused("the user %s is not active", user);
        var isNews = claims.governsRoles() && !claims.issuedAt().isBefore(identity.claimsAt());
        if (!isNews || claims.roles().equals(user.roles())) return new Outcome.Welcome(user);
        return ports.transactions().write(() -> {
            ports.identities().save(identity.at(claims.issuedAt()));
            trail.done(AuditActor.of(user.id()), Audited.USER_ROLES_CHANGED, Audited.user(user.id()));
            if (!claims.roles().isEmpty())
                return new Outcome.Welcome(ports.users().save(user.with(claims.roles())));
            ports.users().save(user.with(Set.of(Role.VIEWER)).signedOut());
            ports.refreshTokens().endAll(user.id());
            return refused("the user %s has no role there any more", user);
        });
    }

    private Outcome added(IdentityClaims claims) {
        if (ports.users().isEmpty()) return new Outcome.Refused("there is no administrator yet");
        if (claims.roles().isEmpty()) return new Outcome.Refused("nothing there stands for a role here");
        var name = claims.name().orElseGet(() -> nameOf(claims));
        var shown = claims.displayName().map(ExternalUsers::shown).filter(text -> !text.isEmpty());
        var now = sources.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var user = new User(
                new UserId(sources.ids().next().toString()),
                name,
                shown.orElse(name.value()),
                claims.roles(),
                new UserState.External(),
                0,
                now,
                0);
        try {
            return ports.transactions().write(() -> {
                var saved = ports.users().save(user);
                trail.done(AuditActor.of(user.id()), Audited.USER_CREATED, Audited.user(user.id()));
                ports.identities()
                        .save(new ExternalIdentity(claims.issuer(), claims.subject(), user.id(), claims.issuedAt()));
                return new Outcome.Welcome(saved);
            });
        } catch (Conflict taken) {
            // By the same person, who came twice at once; or else by another.
            return known(claims).orElseGet(() -> refused("there is another user %s", user));
        }
    }

    private static Outcome refused(String reason, User user) {
        return new Outcome.Refused(reason.formatted(user.id().value()));
    }

    /** Of somebody of whom no address is known. */
    private static LoginName nameOf(IdentityClaims claims) {
        var host = Optional.ofNullable(URI.create(claims.issuer()).getHost())
                .filter(text -> text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,187}[A-Za-z0-9])?"))
                .orElse("issuer");
        var hash =
                SecretHash.of(claims.issuer() + " " + claims.subject()).value().toLowerCase(Locale.ROOT);
        return new LoginName(hash.replaceAll("[^a-z0-9]", "").substring(0, SHORT_HASH) + "@" + host);
    }

    private static String shown(String name) {
        var line = name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_NAME)).strip();
    }
}
