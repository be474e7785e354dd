package io.mcpagent.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.mcpagent.domain.access.AccessClaims;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.access.InMemorySigningKeyRepository;
import io.mcpagent.testkit.access.TokenPortContract;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoseTokensTest implements TokenPortContract {
    private final SteppingTime time = new SteppingTime();
    private final SigningKeyRepository stored = new InMemorySigningKeyRepository(new InMemoryStore(time));
    private final InMemorySecrets secrets = new InMemorySecrets();
    private final JoseTokens tokens = node();
    private String good = "";
    private ECKey ours = publicKeyOnly();

    @Override
    public TokenPort tokens() {
        return tokens;
    }

    @Override
    public SteppingTime time() {
        return time;
    }

    private JoseTokens node() {
        return new JoseTokens(new SigningKeys(stored, secrets, time), time);
    }

    private static ECKey publicKeyOnly() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("other").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void issuesOne() throws ParseException {
        good = tokens.issue(claims());
        var only = stored.all().getFirst();
        ours = ECKey.parse(new String(secrets.open("signing key " + only.id(), only.sealed()), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsSignedWithOurKeyAndSaysTheRightThingsIsTaken() throws JOSEException {
        assertThat(tokens.verify(signed(header(), body(), new ECDSASigner(ours))))
                .isEqualTo(claims());
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        var claims = body().build();
        refuses(new PlainJWT(claims).serialize());
        var parts = good.split("\\.", -1);
        var none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(ours.getKeyID()));
        refuses(none + "." + parts[1] + ".");
        refuses(none + "." + parts[1] + "." + parts[2]);
        refuses(parts[0] + "." + parts[1] + ".");
        refuses(parts[0] + "." + parts[1] + "." + base64("\0".repeat(64)));
    }

    @Test
    void aTokenThatIsSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        for (var secret : new byte[][] {
            ours.toECPublicKey().getEncoded(), ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)
        }) {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(ours.getKeyID());
            refuses(signed(header, body(), new MACSigner(secret)));
        }
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws JOSEException {
        var another = new ECKeyGenerator(Curve.P_256).keyID("another").generate();
        refuses(signed(header(), body(), new ECDSASigner(another)));
        refuses(signed(header().keyID("another"), body(), new ECDSASigner(another)));
        refuses(signed(header().keyID(null), body(), new ECDSASigner(ours)));
        refuses(signed(header().jwk(another.toPublicJWK()), body(), new ECDSASigner(another)));
        refuses(signed(header().jwkURL(java.net.URI.create("http://127.0.0.1/keys")), body(), new ECDSASigner(ours)));
        refuses(signed(header().type(JOSEObjectType.JWT), body(), new ECDSASigner(ours)));
        refuses(signed(header().customParam("x", 1), body(), new ECDSASigner(ours)));
    }

    @Test
    void aTokenThatSaysSomethingElseIsRefused() throws JOSEException {
        refuses(body -> body.issuer("somebody"));
        refuses(body -> body.issuer(null));
        refuses(body -> body.audience("somebody"));
        refuses(body -> body.audience(java.util.List.of(JoseTokens.AUDIENCE, "somebody")));
        refuses(body -> body.subject(null));
        refuses(body -> body.claim(JoseTokens.EPOCH, null));
        refuses(body -> body.claim(JoseTokens.EPOCH, "7"));
        refuses(body -> body.expirationTime(null));
        refuses(body -> body.issueTime(null));
        refuses(body -> body.issueTime(Date.from(time.instant().plus(Duration.ofMinutes(2)))));
        refuses(body -> body.subject(" "));
    }

    @Test
    void aTokenWhoseTextWasChangedIsRefused() {
        for (var at = 0; at < good.length() - 1; at += 7) {
            var other = good.charAt(at) == 'A' ? 'Q' : 'A';
            refuses(good.substring(0, at) + other + good.substring(at + 1));
        }
        refuses(good + ".");
        refuses(good + "." + good);
        refuses(good.replace('.', ' '));
    }

    @Test
    void aTokenThatIsTooLargeIsNotEvenRead() {
        refuses("x".repeat(16_384));
        refuses(good + "A".repeat(16_384));
    }

    @Test
    void anotherNodeTakesItsTokens() {
        var other = node();
        assertThat(other.verify(good)).isEqualTo(claims());
        assertThat(tokens.verify(other.issue(claims()))).isEqualTo(claims());
        assertThat(stored.all()).hasSize(1);
    }

    @Test
    void keysChangeAndOldOnesGoWhenTheirTokensAreOver() {
        var other = node();
        assertThat(other.verify(good)).isEqualTo(claims());
        time.advance(Duration.ofDays(30).minusMinutes(1));
        var last = tokens.issue(claims());
        time.advance(Duration.ofMinutes(1));
        var first = tokens.issue(claims());

        assertThat(SignedKey.of(last)).isEqualTo(ours.getKeyID()).isNotEqualTo(SignedKey.of(first));
        assertThat(keys()).hasSize(2);
        assertThat(other.verify(last)).isNotNull();
        assertThat(other.verify(first)).isNotNull();
        time.advance(Duration.ofHours(1).plusMillis(1));
        assertThat(keys()).hasSize(1);
        time.advance(Duration.ofDays(30));
        tokens.issue(claims());
        assertThat(stored.all()).hasSize(2);
    }

    @Test
    void aKeyThatWasSwappedInTheRecordsIsNotUsed() throws JOSEException {
        var eve = new ECKeyGenerator(Curve.P_256).keyID("eve").generate();
        var sealed = secrets.seal("another purpose", eve.toJSONString().getBytes(StandardCharsets.UTF_8));
        stored.add(new io.mcpagent.domain.access.SigningKey("eve", sealed, time.instant()));
        time.advance(Duration.ofMinutes(1));

        var forged = signed(header().keyID("eve"), body(), new ECDSASigner(eve));
        assertThatThrownBy(() -> tokens.verify(forged)).isInstanceOf(UpstreamFailure.class);
    }

    private java.util.List<Json> keys() {
        return ((Json.Arr) tokens.publicKeys().get("keys").orElseThrow()).elements();
    }

    private void refuses(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        refuses(signed(header(), change.apply(body()), new ECDSASigner(ours)));
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .as(token)
                .isInstanceOfSatisfying(
                        Unauthenticated.class,
                        failure -> assertThat(failure.code()).isEqualTo("token_invalid"));
    }

    private static String signed(JWSHeader.Builder header, JWTClaimsSet.Builder body, JWSSigner signer)
            throws JOSEException {
        var token = new SignedJWT(header.build(), body.build());
        token.sign(signer);
        return token.serialize();
    }

    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(ours.getKeyID());
    }

    private JWTClaimsSet.Builder body() {
        return new JWTClaimsSet.Builder()
                .issuer(JoseTokens.ISSUER)
                .audience(JoseTokens.AUDIENCE)
                .subject("ada")
                .issueTime(Date.from(claims().issuedAt()))
                .expirationTime(Date.from(claims().expiresAt()))
                .claim(JoseTokens.EPOCH, 7L);
    }

    private AccessClaims claims() {
        Instant now = time.instant();
        return new AccessClaims(new UserId("ada"), 7, now, now.plus(Duration.ofMinutes(15)));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class SignedKey {
        static String of(String token) {
            try {
                return SignedJWT.parse(token).getHeader().getKeyID();
            } catch (ParseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
