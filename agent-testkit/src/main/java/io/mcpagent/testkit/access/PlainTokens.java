package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.AccessClaims;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Readable tokens with a check sum for a signature, for tests alone. */
public final class PlainTokens implements TokenPort {
    private static final int PARTS = 5;

    private final InstantSource clock;

    public PlainTokens(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String issue(AccessClaims claims) {
        var text = "%s~%d~%s~%s"
                .formatted(
                        claims.user().value(),
                        claims.epoch(),
                        claims.issuedAt().getEpochSecond(),
                        claims.expiresAt().getEpochSecond());
        return text + "~" + SecretHash.of(text).value();
    }

    @Override
    public AccessClaims verify(String token) {
        var parts = token.split("~", -1);
        var end = token.lastIndexOf('~');
        if (parts.length != PARTS
                || !parts[PARTS - 1].equals(
                        SecretHash.of(token.substring(0, end)).value())) throw invalid("token_invalid");
        var claims = new AccessClaims(
                new UserId(parts[0]),
                Long.parseLong(parts[1]),
                Instant.ofEpochSecond(Long.parseLong(parts[2])),
                Instant.ofEpochSecond(Long.parseLong(parts[3])));
        if (Duration.between(clock.instant(), claims.expiresAt()).isPositive()) return claims;
        throw invalid("token_expired");
    }

    @Override
    public Json.Obj publicKeys() {
        return Json.object().with("keys", Json.array(List.of()));
    }

    private static Unauthenticated invalid(String code) {
        return new Unauthenticated(code, "The token is not valid, or no longer.", code);
    }
}
