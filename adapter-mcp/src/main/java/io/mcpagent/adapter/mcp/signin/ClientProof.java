package io.mcpagent.adapter.mcp.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Shows at a token endpoint that a client is itself, with what its entry or its registration holds. */
final class ClientProof {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final Optional<ToolServerClient> entry;
    private final SecretSource secrets;
    private final InstantSource clock;

    ClientProof(Optional<ToolServerClient> entry, SecretSource secrets, InstantSource clock) {
        this.entry = entry;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Whether there is still what it needs: an entry may have been changed or taken away since. */
    boolean knows(OAuthClient client) {
        return client.origin() != OAuthClient.Origin.ENTRY
                || entry.filter(known -> known.id().equals(client.id())).isPresent();
    }

    /**
     * What goes with the request.
     *
     * @param issuer to whom alone an assertion speaks
     */
    Optional<ClientAuthentication> of(OAuthClient client, String issuer) {
        var id = new ClientID(client.id());
        return switch (client.method()) {
            case NONE -> Optional.empty();
            case SECRET_BASIC -> Optional.of(new ClientSecretBasic(id, secret(client)));
            case SECRET_POST -> Optional.of(new ClientSecretPost(id, secret(client)));
            case PRIVATE_KEY_JWT -> Optional.of(assertion(id, issuer));
        };
    }

    private Secret secret(OAuthClient client) {
        return new Secret(client.secret().or(this::ofEntry).orElseThrow(ClientProof::missing));
    }

    private Optional<String> ofEntry() {
        return entry.map(ToolServerClient::credential)
                .flatMap(credential ->
                        credential instanceof Credential.Secret(var value) ? Optional.of(value) : Optional.empty());
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523, 3</a> */
    private PrivateKeyJWT assertion(ClientID client, String issuer) {
        var pem = entry.map(ToolServerClient::credential)
                .flatMap(credential ->
                        credential instanceof Credential.PrivateKey(var text) ? Optional.of(text) : Optional.empty())
                .orElseThrow(ClientProof::missing);
        var now = clock.instant();
        var claims = new JWTAuthenticationClaimsSet(
                client,
                List.of(new Audience(issuer)),
                Date.from(now.plus(GOOD_FOR)),
                null,
                Date.from(now),
                new JWTID(secrets.next()));
        try {
            var signer = signer(key(pem));
            var signed = new SignedJWT(new JWSHeader(algorithm(signer)), claims.toJWTClaimsSet());
            signed.sign(signer);
            return new PrivateKeyJWT(signed);
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw SignInFailures.impossible(
                    "The private key of the client can't be used: it has to be PKCS #8 in PEM, of an elliptic curve (P-256, P-384, P-521) or RSA of 2048 bits or more.");
        }
    }

    private static JWSSigner signer(PrivateKey key) throws JOSEException {
        return key instanceof ECPrivateKey curve ? new ECDSASigner(curve) : new RSASSASigner(key);
    }

    private static JWSAlgorithm algorithm(JWSSigner signer) {
        return signer instanceof ECDSASigner
                ? signer.supportedJWSAlgorithms().iterator().next()
                : JWSAlgorithm.RS256;
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder()
                .decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").strip()));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        } catch (GeneralSecurityException noCurve) {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        }
    }

    private static RuntimeException missing() {
        return SignInFailures.impossible(
                "The tool server's entry has no secret for its client any more. Put it there again.");
    }
}
