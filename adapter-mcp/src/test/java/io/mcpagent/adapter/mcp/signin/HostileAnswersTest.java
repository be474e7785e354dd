package io.mcpagent.adapter.mcp.signin;

import static io.mcpagent.adapter.mcp.signin.Desk.ADA;
import static io.mcpagent.adapter.mcp.signin.Desk.BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mcpagent.adapter.mcp.signin.Loopback.Said;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in where somebody lies. */
class HostileAnswersTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    /** {@code =} is the issuer to the letter, {@code -} none, and what begins with a plus is put behind the issuer. */
    @ParameterizedTest(name = "advertised {0}, iss {1}: taken {2}")
    @CsvSource({
        "true,  =, true",
        "true,  -, false",
        "false, =, true",
        "false, -, true",
        "true,  https://evil.example, false",
        "false, https://evil.example, false",
        "true,  +/, false",
        "true,  '', false",
        "false, '', false",
    })
    void anAnswerIsTakenFromWhomTheBrowserWasSentTo(boolean isAdvertised, String iss, boolean isTaken) {
        desk.issuer.http.onJson(
                IssuingServer.METADATA,
                desk.issuer.metadata().with("authorization_response_iss_parameter_supported", Json.of(isAdvertised)));
        desk.issuer.iss = switch (iss) {
            case "=" -> Optional.of(desk.issuer.issuer());
            case "-" -> Optional.empty();
            case "+/" -> Optional.of(desk.issuer.issuer() + "/");
            default -> Optional.of(iss);
        };
        var answer = desk.issuer.comeBack(desk.begin(ADA));

        if (isTaken) {
            desk.finish(ADA, answer);
        } else {
            assertRefused(answer, "does not say that it comes from the authorization server");
            // The code went nowhere.
            assertThat(desk.issuer.http.asked("/token")).isEmpty();
        }
    }

    @Test
    void whatALiarSaysOfAnErrorIsNotShown() {
        var state = state(desk.begin(ADA));

        var refused = catchThrowable(() -> desk.finish(
                ADA, "state=" + state + "&iss=https://evil.example&error=Call%20us&error_description=Call%20us"));

        assertThat(refused).isInstanceOf(InvalidRequest.class);
        assertThat(refused.getMessage()).doesNotContain("Call", "evil");
    }

    @Test
    void anErrorIsShownByItsCodeAlone() {
        var iss = "&iss=" + desk.issuer.issuer();

        assertRefused(
                "state=" + state(desk.begin(ADA)) + iss + "&error=access_denied&error_description=x",
                "(access_denied)");
        assertThat(catchThrowable(
                        () -> desk.finish(ADA, "state=" + state(desk.begin(ADA)) + iss + "&error=%1B%5B31mred")))
                .hasMessageContaining("without a reason")
                .hasMessageNotContaining("red");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&code=a&code=b", "&code=a&state=x", "&iss=a&iss=b&code=a"})
    void aParameterThatComesTwiceIsRefused(String more) {
        assertRefused("state=" + state(desk.begin(ADA)) + more, "not what a browser comes back with");
    }

    /** The honest server's code must never reach the other one's token endpoint. */
    @Test
    void twoAuthorizationServersAreNotMixedUp() {
        try (var honest = new IssuingServer()) {
            var sentToAttacker = desk.begin(ADA);
            var honestCode = honest.comeBack(URI.create(
                    honest.issuer() + "/authorize?redirect_uri=" + BACK + "&state=" + state(sentToAttacker)));

            assertRefused(honestCode, "does not say that it comes from");

            assertThat(desk.issuer.http.asked("/token")).isEmpty();
            assertThat(honest.http.asked("/token")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aTokenEndpointThatRedirectsIsNotFollowed(int status) {
        try (var elsewhere = new Loopback()) {
            desk.issuer.http.on("/token", asked -> Said.redirect(status, elsewhere.origin() + "/token"));
            var answer = desk.issuer.comeBack(desk.begin(ADA));

            assertThatThrownBy(() -> desk.finish(ADA, answer))
                    .isInstanceOf(UpstreamFailure.class)
                    .hasMessageContaining("redirects what was sent to it");
            assertThat(elsewhere.paths()).isEmpty();
        }
    }

    @Test
    void aServerWithoutPkceIsRefused() {
        for (var methods : new Json[] {IssuingServer.texts(), IssuingServer.texts("plain"), new Json.Null()}) {
            desk.issuer.http.onJson(
                    IssuingServer.METADATA, desk.issuer.metadata().with("code_challenge_methods_supported", methods));

            assertThatThrownBy(() -> desk.begin(ADA)).hasMessageContaining("PKCE");
        }
        assertThat(desk.issuer.http.asked("/authorize")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome</html>",
                "[]",
                "{}",
                "{\"access_token\":\"secret-one\"}",
                "{\"access_token\":\"secret-one\",\"token_type\":\"DPoP\"}",
                "{\"access_token\":\"secret-one\\r\\nX: y\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":7,\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"secret-one\",\"token_type\":\"Bearer\",\"expires_in\":-1}",
                "{\"access_token\":\"secret-one\",\"access_token\":\"secret-two\",\"token_type\":\"Bearer\"}",
            })
    void whatIsNoTokenIsRefusedAndNotRepeated(String body) {
        desk.issuer.http.on("/token", asked -> Said.text(200, body));
        var answer = desk.issuer.comeBack(desk.begin(ADA));

        assertThat(catchThrowable(() -> desk.finish(ADA, answer)))
                .isInstanceOf(UpstreamFailure.class)
                .satisfies(failure -> assertThat(chain(failure)).doesNotContain("secret", "code-", "Welcome"));
        assertThat(desk.signIns.bearer(desk.server(), ADA)).isEmpty();
    }

    @Test
    void aTokenAnswerWithoutAnEndIsGivenUp() {
        desk.issuer.http.on("/token", asked -> Said.text(200, "{\"access_token\":\"" + "a".repeat(1 << 20)));
        var answer = desk.issuer.comeBack(desk.begin(ADA));

        assertThatThrownBy(() -> desk.finish(ADA, answer)).hasMessageContaining("more than 256 KiB");
    }

    @Test
    void timesThatNobodyLivesToSeeAreTaken() {
        desk.issuer.http.on(
                "/token",
                asked -> Said.text(
                        200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":9223372036854775807}"));

        desk.signIn(ADA);

        assertThat(desk.signIns.bearer(desk.server(), ADA)).contains("a");
    }

    @Test
    void aServerThatGoesOverToAnotherIssuerIsSignedInToAnew() {
        desk.signIn(ADA);
        try (var other = new IssuingServer()) {
            desk.resource.onJson(
                    Desk.METADATA, desk.metadata().with("authorization_servers", IssuingServer.texts(other.issuer())));
            desk.issuer.revoke();

            assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
            desk.finish(ADA, other.comeBack(desk.begin(ADA)));

            // Not even asked to refresh: the tool server takes nothing of the first one any more.
            assertThat(desk.grants()).containsExactly("authorization_code");
            assertThat(other.http.asked("/register")).hasSize(1);
            assertThat(other.http.asked("/token"))
                    .allSatisfy(asked -> assertThat(asked.body()).doesNotContain("refresh-"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecretOfAnEntryGoesToNoOtherIssuer(boolean isNamed) {
        desk.issuer.knows("ours", "secret");
        desk.hasEntry(new ToolServerClient(
                "ours",
                new Credential.Secret("secret"),
                Grant.AUTHORIZATION_CODE,
                isNamed ? Optional.of(desk.issuer.issuer()) : Optional.empty()));
        desk.signIn(ADA);
        try (var other = new IssuingServer()) {
            desk.resource.onJson(
                    Desk.METADATA, desk.metadata().with("authorization_servers", IssuingServer.texts(other.issuer())));
            desk.issuer.revoke();
            desk.call(ADA);

            assertThatThrownBy(() -> desk.begin(ADA)).hasMessageContaining("names another authorization server now");
            assertThat(other.http.paths()).containsExactly(IssuingServer.METADATA);
        }
    }

    @Test
    void aRegistrationThatIsRefusedSaysWhatToDo() {
        desk.issuer.http.on("/register", asked -> IssuingServer.error(400, "invalid_redirect_uri"));

        assertThatThrownBy(() -> desk.begin(ADA))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("Register a client there by hand");
    }

    @Test
    void nothingSecretIsShownOfWhatIsKept() {
        desk.signIn(ADA);
        var row = desk.rows.all().getFirst();

        assertThat(row.toString()).doesNotContain("access-", "refresh-");
        var held = SignInJson.held(desk.secrets.open("tool-server-sign-in:wiki:ada", row.content()));
        assertThat(held.toString()).doesNotContain("access-", "refresh-", "secret of");
        assertThat(SignInJson.held(SignInJson.of(held))).isEqualTo(held);
    }

    private static String state(URI at) {
        return Objects.requireNonNull(Loopback.parameters(at.getRawQuery()).get("state"));
    }

    private void assertRefused(String answer, String why) {
        assertThatThrownBy(() -> desk.finish(ADA, answer))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> assertThat(refused.code()).isEqualTo("tool_server_sign_in_refused"))
                .hasMessageContaining(why);
    }

    private static String chain(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause())
            text.append(cause).append('\n');
        return text + (failure instanceof AgentFailure known ? known.code() : "");
    }
}
