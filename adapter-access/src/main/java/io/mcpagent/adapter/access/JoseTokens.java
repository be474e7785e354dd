package io.mcpagent.adapter.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mcpagent.domain.access.AccessClaims;
import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.json.Json;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as JWTs that are signed with ES256. What a token says of how it is to be checked is compared and never
 * followed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068, JWT profile for access tokens</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JWT best current practices</a>
 */
final class JoseTokens implements TokenPort {
    static final String ISSUER = "mcp-agent";
    static final String AUDIENCE = "mcp-agent-api";
    static final String EPOCH = "epoch";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    private static final int LONGEST = 2_048;
    /** By how much the clock of another node may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final InstantSource clock;

    JoseTokens(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String issue(AccessClaims claims) {
        var key = keys.signing();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        var body = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(claims.user().value())
                .issueTime(Date.from(claims.issuedAt()))
                .expirationTime(Date.from(claims.expiresAt()))
                .jwtID(UUID.randomUUID().toString())
                .claim(EPOCH, claims.epoch())
                .build();
        try {
            var token = new SignedJWT(header, body);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of ours can sign", e);
        }
    }

    @Override
    public AccessClaims verify(String token) {
        if (token.length() > LONGEST) throw invalid("it has %,d characters".formatted(token.length()));
        try {
            var parsed = SignedJWT.parse(token);
            if (!parsed.verify(new ECDSAVerifier(key(parsed.getHeader()).toPublicJWK())))
                throw invalid("its signature is wrong");
            return claims(parsed.getJWTClaimsSet());
        } catch (ParseException | IllegalArgumentException | JOSEException e) {
            throw invalid("it is no signed JWT: " + e.getMessage());
        }
    }

    private ECKey key(JWSHeader header) {
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) throw invalid("its algorithm is another");
        if (!TYPE.equals(header.getType())) throw invalid("its type is another");
        if (!HEADERS.containsAll(header.getIncludedParams())) throw invalid("it has other headers than ours have");
        return Optional.ofNullable(header.getKeyID())
                .flatMap(keys::named)
                .orElseThrow(() -> invalid("its key is unknown"));
    }

    private AccessClaims claims(JWTClaimsSet claims) throws ParseException {
        if (!ISSUER.equals(claims.getIssuer())) throw invalid("its issuer is another");
        if (!List.of(AUDIENCE).equals(claims.getAudience())) throw invalid("it is for another audience");
        var user = given(claims.getSubject());
        var issuedAt = given(claims.getIssueTime()).toInstant();
        var expiresAt = given(claims.getExpirationTime()).toInstant();
        var epoch = given(claims.getLongClaim(EPOCH));
        var now = clock.instant();
        if (!now.isBefore(expiresAt))
            throw new Unauthenticated("token_expired", "The access token has expired; refresh it.", "it has expired");
        if (issuedAt.isAfter(now.plus(SKEW))) throw invalid("it is of the future");
        if (claims.getNotBeforeTime() != null) throw invalid("it says when it begins, which ours don't");
        return new AccessClaims(new UserId(user), epoch, issuedAt, expiresAt);
    }

    private static <T> T given(@Nullable T claim) {
        if (claim == null) throw invalid("a claim is missing");
        return claim;
    }

    @Override
    public Json.Obj publicKeys() {
        return Json.object()
                .with(
                        "keys",
                        Json.array(keys.valid().stream().map(JoseTokens::json).toList()));
    }

    private static Json.Obj json(ECKey key) {
        return Json.object()
                .with("kty", Json.of(key.getKeyType().getValue()))
                .with("crv", Json.of(key.getCurve().getName()))
                .with("x", Json.of(key.getX().toString()))
                .with("y", Json.of(key.getY().toString()))
                .with("kid", Json.of(key.getKeyID()))
                .with("use", Json.of("sig"))
                .with("alg", Json.of(JWSAlgorithm.ES256.getName()));
    }

    private static Unauthenticated invalid(String reason) {
        return new Unauthenticated(
                "token_invalid", "The token or API key is not valid.", "the token was refused: " + reason);
    }
}
