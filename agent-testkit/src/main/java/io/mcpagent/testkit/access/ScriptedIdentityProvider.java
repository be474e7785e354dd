package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.IdentityClaims;
import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PendingSignIn;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.failure.Unauthenticated;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Vouches for whomever a test names, written as in {@link IdentityProviderPortContract}; for tests alone, as anybody can make
 * its tokens.
 */
public final class ScriptedIdentityProvider implements IdentityProviderPort {
    public static final String ISSUER = "https://issuer.example";
    private static final String BEGINNING = "issuer~";

    private final InstantSource clock;

    public ScriptedIdentityProvider(InstantSource clock) {
        this.clock = clock;
    }

    /** An access token of somebody. */
    public String accessToken(String who) {
        var text = BEGINNING + who;
        return text + "~" + SecretHash.of(text).value();
    }

    /** The query with which the browser of somebody comes back that was sent there. */
    public String signIn(String who, URI at) {
        return at.getQuery().replaceFirst("&nonce=.*", "") + "&code=" + accessToken(who);
    }

    @Override
    public boolean issued(String token) {
        return token.startsWith(BEGINNING);
    }

    @Override
    public IdentityClaims verify(String token) {
        var end = token.lastIndexOf('~');
        var text = token.substring(0, Math.max(end, 0));
        if (!token.equals(text + "~" + SecretHash.of(text).value()))
            throw new Unauthenticated("token_invalid", "The token is not valid.", "its sum is another");
        var who = text.substring(BEGINNING.length());
        return claims(who);
    }

    private IdentityClaims claims(String who) {
        var name = who.replaceFirst("\\+.*", "");
        var roles = Stream.of(who.split("\\+", -1))
                .skip(1)
                .flatMap(group -> Stream.of(Role.values())
                        .filter(role -> group.equals(role.name().toLowerCase(Locale.ROOT) + "s")))
                .collect(Collectors.toSet());
        return new IdentityClaims(
                ISSUER,
                who,
                Optional.of(new LoginName(name + "@example.org")),
                Optional.of(name),
                Set.copyOf(roles),
                true,
                clock.instant());
    }

    @Override
    public URI signInAt(URI back, PendingSignIn pending) {
        return URI.create(ISSUER + "/authorize?state=" + pending.state() + "&nonce=" + pending.nonce());
    }

    @Override
    public IdentityClaims finish(URI back, String answer, PendingSignIn pending) {
        var begun = "state=" + pending.state() + "&code=";
        if (!answer.startsWith(begun))
            throw new Unauthenticated("sign_in_failed", "The sign-in did not succeed.", "another began it");
        return verify(answer.substring(begun.length()));
    }
}
