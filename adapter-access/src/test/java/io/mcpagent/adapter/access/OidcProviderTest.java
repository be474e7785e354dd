package io.mcpagent.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.PendingSignIn;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.access.IdentityProviderPortContract;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real provider. */
class OidcProviderTest implements IdentityProviderPortContract {
    private static final OkHttpClient CALLS = new OkHttpClient();
    private static OidcServer server;

    @BeforeAll
    static void start() {
        server = OidcServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        CALLS.dispatcher().executorService().shutdown();
        CALLS.connectionPool().evictAll();
    }

    private static AccessSettings.Oidc settings(URI issuer, String client, Optional<String> secret) {
        return new AccessSettings.Oidc(
                issuer,
                client,
                secret,
                "mcp-agent-api",
                List.of("openid", "email", "profile"),
                "groups",
                Map.of("editors", Role.EDITOR, "it-admins", Role.ADMIN),
                Optional.empty());
    }

    private static AccessSettings.Oidc settings() {
        return settings(server.issuer(), OidcServer.CLIENT, Optional.of(OidcServer.SECRET));
    }

    private static IdentityProviderPort provider(AccessSettings.Oidc settings) {
        return provider(settings, InstantSource.system());
    }

    private static IdentityProviderPort provider(AccessSettings.Oidc settings, InstantSource clock) {
        return new OidcProvider(settings, new OidcHttp(CALLS), clock);
    }

    @Override
    public IdentityProviderPort identityProvider() {
        return provider(settings());
    }

    @Override
    public String accessToken(String who) {
        return server.accessToken(who, "mcp-agent-api");
    }

    @Override
    public String signIn(String who, URI at) {
        return server.signIn(who, at).getRawQuery();
    }

    private static void refused(String token, String code) {
        assertThat(provider(settings()).issued(token)).isTrue();
        assertThatThrownBy(() -> provider(settings()).verify(token))
                .isInstanceOf(Unauthenticated.class)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo(code);
    }

    @Test
    void aTokenForAnotherApiIsRefused() {
        refused(server.accessToken("ada+editors", "other-api"), "token_invalid");
    }

    /** It is made for the client that asked, and everybody who signed in has one. */
    @Test
    void anIdTokenIsNoAccessToken() {
        var idTokens = settings(server.issuer(), OidcServer.CLIENT, Optional.of(OidcServer.SECRET));
        var asAudience = new AccessSettings.Oidc(
                idTokens.issuer(),
                idTokens.clientId(),
                idTokens.clientSecret(),
                OidcServer.CLIENT,
                idTokens.scopes(),
                idTokens.rolesClaim(),
                idTokens.roles(),
                Optional.of(Role.MEMBER));
        var token = server.idToken("ada+editors");

        assertThatThrownBy(() -> provider(asAudience).verify(token))
                .isInstanceOfSatisfying(
                        Unauthenticated.class,
                        refused -> assertThat(refused.reason()).contains("prohibited"));
    }

    @Test
    void aTokenExpires() {
        var later = (InstantSource) () -> Instant.now().plus(Duration.ofDays(2));

        assertThatThrownBy(() -> provider(settings(), later).verify(accessToken("ada+editors")))
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("token_expired");
    }

    @Test
    void whatOthersSignedIsRefused() throws Exception {
        var own = publicKey();
        var foreign = new RSAKeyGenerator(2_048).keyID(own.getKeyID()).generate();
        var unknown = new RSAKeyGenerator(2_048).keyID("another").generate();

        refused(signed(JWSAlgorithm.RS256, own.getKeyID(), new RSASSASigner(foreign)), "token_invalid");
        refused(signed(JWSAlgorithm.RS256, "another", new RSASSASigner(unknown)), "token_invalid");
        // The public key as the secret of a symmetric algorithm.
        var secret = own.toRSAPublicKey().getEncoded();
        refused(signed(JWSAlgorithm.HS256, own.getKeyID(), new MACSigner(secret)), "token_invalid");
        refused(new PlainJWT(claims()).serialize(), "token_invalid");
    }

    /** A token tells where to look for its key; nobody looks. */
    @Test
    void aKeyThatATokenBringsAlongIsNotUsed() throws Exception {
        var foreign = new RSAKeyGenerator(2_048).keyID("mine").generate();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("mine")
                .jwk(foreign.toPublicJWK())
                .jwkURL(URI.create(server.issuer() + "/mine"))
                .build();
        var token = new SignedJWT(header, claims());
        token.sign(new RSASSASigner(foreign));

        refused(token.serialize(), "token_invalid");
    }

    private static RSAKey publicKey() throws IOException, ParseException {
        return JWKSet.load(URI.create(server.issuer() + "/jwks").toURL()).getKeys().stream()
                .filter(RSAKey.class::isInstance)
                .findFirst()
                .orElseThrow()
                .toRSAKey();
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(server.issuer().toString())
                .audience("mcp-agent-api")
                .subject("ada")
                .claim("groups", List.of("it-admins"))
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
    }

    private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer) throws JOSEException {
        var header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key)
                .build();
        var token = new SignedJWT(header, claims());
        token.sign(signer);
        return token.serialize();
    }

    @Test
    void clientsWithoutASecretAndThoseThatSendItInTheFormCanSignIn() {
        for (var client : List.of(
                settings(server.issuer(), "public", Optional.empty()),
                settings(server.issuer(), "poster", Optional.of(OidcServer.SECRET)))) {
            var provider = provider(client);
            var answer = signIn("ada+it-admins", provider.signInAt(BACK, PENDING));

            assertThat(provider.finish(BACK, answer, PENDING).roles()).containsExactly(Role.ADMIN);
        }
    }

    @Test
    void aCodeIsGoodOnceAndForWhoBeganAlone() {
        var provider = identityProvider();
        var answer = signIn("ada+editors", provider.signInAt(BACK, PENDING));
        failsToFinish(provider, answer, new PendingSignIn(PENDING.state(), PENDING.nonce(), "w".repeat(43)));
        var second = signIn("ada+editors", provider.signInAt(BACK, PENDING));
        failsToFinish(provider, second, new PendingSignIn(PENDING.state(), "m".repeat(43), PENDING.verifier()));
        var third = signIn("ada+editors", provider.signInAt(BACK, PENDING));
        assertThat(provider.finish(BACK, third, PENDING).subject()).isEqualTo("ada+editors");
        failsToFinish(provider, third, PENDING);
    }

    /** RFC 9207: the answer of another provider is passed off as that of this one. */
    @Test
    void anAnswerOfAnotherProviderIsRefused() {
        var provider = identityProvider();
        var answer = signIn("ada+editors", provider.signInAt(BACK, PENDING));

        failsToFinish(provider, answer.replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fevil.example"), PENDING);
        failsToFinish(provider, answer.replaceFirst("&?iss=[^&]+", ""), PENDING);
    }

    private static void failsToFinish(IdentityProviderPort provider, String answer, PendingSignIn pending) {
        assertThatThrownBy(() -> provider.finish(BACK, answer, pending))
                .isInstanceOf(Unauthenticated.class)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("sign_in_failed");
    }

    @Test
    void anAddressThatNobodyVerifiedIsNoName() {
        var provider = identityProvider();
        var answer = signIn("unverified+editors", provider.signInAt(BACK, PENDING));

        assertThat(provider.finish(BACK, answer, PENDING).name()).isEmpty();
    }

    @Test
    void aProviderThatIsNotThereOrIsAnotherIsSaidToBeUnavailable() {
        var nowhere = provider(settings(URI.create("http://127.0.0.1:1"), "mcp-agent", Optional.empty()));
        assertThatThrownBy(() -> nowhere.signInAt(BACK, PENDING))
                .isInstanceOf(UpstreamFailure.class)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("issuer_unavailable");

        var byAnotherName = URI.create(server.issuer().toString().replace("127.0.0.1", "localhost"));
        var another = provider(settings(byAnotherName, "mcp-agent", Optional.empty()));
        assertThatThrownBy(() -> another.signInAt(BACK, PENDING)).isInstanceOf(UpstreamFailure.class);
    }

    @Test
    void settingsKeepTheSecretToThemselves() {
        assertThat(settings().toString()).doesNotContain(OidcServer.SECRET);
        assertThatThrownBy(() -> settings(URI.create("http://login.example.com"), "a", Optional.empty()))
                .hasMessageContaining("has to be an https URL");
    }
}
