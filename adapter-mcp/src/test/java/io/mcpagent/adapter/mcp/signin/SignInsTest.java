package io.mcpagent.adapter.mcp.signin;

import static io.mcpagent.adapter.mcp.signin.Desk.ADA;
import static io.mcpagent.adapter.mcp.signin.Desk.BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.tool.ToolServerSignInPortContract;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a server that does its part. */
class SignInsTest implements ToolServerSignInPortContract {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Override
    public ToolServerSignInPort signIns() {
        return desk.signIns;
    }

    @Override
    public ToolServer server() {
        return desk.server();
    }

    @Override
    public String comeBack(URI at) {
        return desk.issuer.comeBack(at);
    }

    @Override
    public boolean isSignedIn(Caller caller) {
        return desk.signIns.bearer(desk.server(), caller).isPresent();
    }

    @Override
    public SteppingTime time() {
        return desk.time;
    }

    @Test
    void aCallThatIsRefusedGoesThroughOnceItsUserHasSignedIn() {
        assertThat(desk.call(ADA))
                .isInstanceOfSatisfying(
                        Remedy.SignIn.class,
                        signIn -> assertThat(signIn.message()).contains("mcp-agent tool-servers sign-in wiki"));

        desk.signIn(ADA);

        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.call(Desk.BOB)).isInstanceOf(Remedy.SignIn.class);
        var authorize = desk.lastAsked("/authorize");
        assertThat(authorize.parameters())
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("resource", desk.resource.origin() + "/mcp")
                .containsEntry("redirect_uri", BACK.toString())
                .doesNotContainKey("scope");
        assertThat(desk.lastAsked("/token").parameters()).containsEntry("resource", desk.resource.origin() + "/mcp");
    }

    @Test
    void registersItselfOnceForEachUser() {
        desk.signIn(ADA);
        desk.signIn(ADA);

        assertThat(desk.issuer.http.asked("/register"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body())
                        .contains("\"application_type\":\"native\"", "refresh_token", BACK.toString()));
    }

    @Test
    void aDocumentStandsForARegistrationWhereTheServerReadsSuch() {
        desk.issuer.http.onJson(
                IssuingServer.METADATA,
                desk.issuer.metadata().with("client_id_metadata_document_supported", Json.of(true)));
        var document = "https://agent.example/client.json";
        var signIns = desk.another(new SignInSettings("MCP Agent", Optional.of(URI.create(document))));

        desk.issuer.comeBack(signIns.begin(desk.server(), ADA, URI.create("http://127.0.0.1:1/callback")));

        assertThat(desk.issuer.http.asked("/register")).isEmpty();
        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("client_id", document);

        // An address that the document does not name would be refused in the browser.
        desk.issuer.comeBack(signIns.begin(desk.server(), ADA, BACK));
        assertThat(desk.issuer.http.asked("/register")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://agent.example/client.json",
                "https://agent.example",
                "https://agent.example/",
                "https://agent.example/a/../client.json",
                "https://agent.example/client.json#x",
                "https://agent.example/client.json?x",
                "https://ada@agent.example/client.json"
            })
    void noOtherAddressIsAClientId(String address) {
        assertThatThrownBy(() -> new SignInSettings("MCP Agent", Optional.of(URI.create(address))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEntrysScopesAreAskedForInPlaceOfTheServersAndWithWhatItMisses() {
        desk.resource.onJson(Desk.METADATA, desk.metadata().with("scopes_supported", IssuingServer.texts("all", "of")));
        desk.issuer.knows("ours", "secret");
        desk.hasEntry(new ToolServerClient(
                "ours", new Credential.Secret("secret"), Grant.AUTHORIZATION_CODE, Optional.empty(), List.of("read")));
        desk.signIn(ADA);
        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("scope", "read");

        desk.neededScope = "write";
        desk.call(ADA);
        desk.signIn(ADA);

        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("scope", "read write");
        assertThat(desk.call(ADA)).isEqualTo("ok");
    }

    @Test
    void whoSignsInWhileTheServerIsRemovedLeavesNothing() {
        var at = desk.begin(ADA);
        var answer = desk.issuer.comeBack(at);

        assertThatThrownBy(() -> desk.signIns.finish(ADA, answer, name -> {
                    var server = desk.server();
                    desk.servers.delete(name);
                    desk.rows.removeAll(name);
                    return server;
                }))
                .isInstanceOf(NotFound.class);

        assertThat(desk.rows.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void aClientOfTheEntryShowsItsSecretAsTheServerWantsIt(String method) {
        desk.issuer.knows("ours", "s3cret/+ %");
        desk.issuer.http.onJson(
                IssuingServer.METADATA,
                desk.issuer.metadata().with("token_endpoint_auth_methods_supported", IssuingServer.texts(method)));
        desk.hasEntry(new ToolServerClient(
                "ours", new Credential.Secret("s3cret/+ %"), Grant.AUTHORIZATION_CODE, Optional.empty()));

        desk.signIn(ADA);

        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.issuer.http.asked("/register")).isEmpty();
        var isInHeader = method.equals("client_secret_basic");
        assertThat(desk.lastAsked("/token").header("Authorization").isPresent()).isEqualTo(isInHeader);
        assertThat(desk.lastAsked("/token").parameters().containsKey("client_secret"))
                .isEqualTo(!isInHeader);
    }

    @Test
    void scopesAreThoseOfTheChallengeElseThoseOfTheMetadata() {
        desk.resource.onJson(Desk.METADATA, desk.metadata().with("scopes_supported", IssuingServer.texts("all", "of")));
        desk.signIn(ADA);
        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("scope", "all of");

        desk.challenge = ", scope=\"read\"";
        desk.call(Desk.BOB);
        desk.signIn(Desk.BOB);
        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("scope", "read");
    }

    @Test
    void asksForRefreshTokensWhereTheServerOffersThem() {
        desk.challenge = ", scope=\"read\"";
        desk.issuer.http.onJson(
                IssuingServer.METADATA,
                desk.issuer.metadata().with("scopes_supported", IssuingServer.texts("read", "offline_access")));

        desk.signIn(ADA);

        assertThat(desk.lastAsked("/authorize").parameters())
                .containsEntry("scope", "read offline_access")
                .containsEntry("prompt", "consent");
    }

    @Test
    void whoNeedsMoreSignsInAgainForWhatTheyHadAndThat() {
        desk.challenge = ", scope=\"read\"";
        desk.call(ADA);
        desk.signIn(ADA);
        desk.neededScope = "write";

        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
        desk.signIn(ADA);

        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("scope", "read write");
        assertThat(desk.call(ADA)).isEqualTo("ok");
    }

    @Test
    void aServerThatIsNeverContentIsNotFollowedForEver() {
        desk.neededScope = "write";
        desk.issuer.http.on(
                "/authorize",
                asked -> Loopback.Said.redirect(
                        302,
                        "%s?code=c&state=%s&iss=%s"
                                .formatted(BACK, asked.parameters().get("state"), desk.issuer.issuer())));
        desk.issuer.http.onJson(
                "/token", Json.object().with("access_token", Json.of("a")).with("token_type", Json.of("Bearer")));
        desk.resource.on(
                "/mcp",
                asked -> new Loopback.Said(
                        asked.header("Authorization").isPresent() ? 403 : 401,
                        Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"write\""),
                        new byte[0]));
        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
        desk.signIn(ADA);

        assertThat(desk.call(ADA))
                .isInstanceOfSatisfying(
                        Remedy.Refused.class,
                        refused -> assertThat(refused.message()).contains("(write)"));
    }

    @Test
    void aClientThatActsForItselfNeedsNobody() {
        desk.issuer.knows("ours", "secret");
        desk.hasEntry(new ToolServerClient(
                "ours", new Credential.Secret("secret"), Grant.CLIENT_CREDENTIALS, Optional.of(desk.issuer.issuer())));
        desk.challenge = ", scope=\"read\"";

        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.lastAsked("/token").parameters())
                .containsEntry("scope", "read")
                .containsEntry("resource", desk.resource.origin() + "/mcp");
        desk.neededScope = "write";
        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.lastAsked("/token").parameters()).containsEntry("scope", "read write");
        desk.issuer.revoke();
        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.grants()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aClientWithAKeySignsForThatIssuerAlone(String algorithm) throws Exception {
        desk.hasEntry(new ToolServerClient(
                "ours", new Credential.PrivateKey(pem(algorithm)), Grant.CLIENT_CREDENTIALS, Optional.empty()));

        assertThat(desk.call(ADA)).isEqualTo("ok");
        var assertion = SignedJWT.parse(desk.lastAsked("/token").parameters().get("client_assertion"));
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(desk.issuer.issuer());
        assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("ours");
        assertThat(assertion.getHeader().getAlgorithm().getName())
                .isEqualTo(algorithm.equals("EC") ? "ES256" : "RS256");
    }

    private static String pem(String algorithm) throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        var encoded = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(encoded));
    }

    @Test
    void aServerThatMovedGetsNoTokenOfItsOldAddress() {
        desk.signIn(ADA);

        assertThat(desk.signIns.bearer(desk.at(URI.create("http://127.0.0.1:2/mcp")), ADA))
                .isEmpty();
        assertThat(desk.signIns.bearer(desk.server(), ADA)).isPresent();
    }

    @Test
    void aServerThatAnswersWithoutTokensNeedsNoSignIn() {
        desk.resource.onJson("/mcp", Json.object());

        assertThatThrownBy(() -> desk.begin(ADA)).hasMessageContaining("answers without it");
    }
}
