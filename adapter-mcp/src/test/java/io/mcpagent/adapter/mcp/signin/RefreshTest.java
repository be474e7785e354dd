package io.mcpagent.adapter.mcp.signin;

import static io.mcpagent.adapter.mcp.signin.Desk.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.signin.Loopback.Said;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolServerSignIn;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that run out. */
class RefreshTest {
    private static final Duration LATER = Duration.ofHours(2);

    private final Desk desk = new Desk();

    @BeforeEach
    void signIn() {
        desk.challenge = ", scope=\"read\"";
        desk.call(ADA);
        desk.signIn(ADA);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresAndKeptUntilThen() {
        assertThat(desk.call(ADA)).isEqualTo("ok");
        desk.time.advance(Duration.ofMinutes(59));
        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.grants()).containsExactly("authorization_code");

        desk.time.advance(Duration.ofSeconds(50));
        assertThat(desk.call(ADA)).isEqualTo("ok");
        desk.time.advance(LATER);
        assertThat(desk.call(ADA)).isEqualTo("ok");

        assertThat(desk.grants()).containsExactly("authorization_code", "refresh_token", "refresh_token");
        assertThat(desk.lastAsked("/token").parameters())
                .containsEntry("resource", desk.resource.origin() + "/mcp")
                .doesNotContainKey("scope");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() {
        desk.issuer.revoke();
        assertThat(desk.call(ADA)).isEqualTo("ok");
        assertThat(desk.grants()).hasSize(2);

        // Its tokens are of no use at all any more.
        desk.resource.on("/mcp", asked -> Said.text(401, ""));
        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
        assertThat(desk.grants()).hasSize(3);
        assertThat(desk.signIns.bearer(desk.server(), ADA)).isEmpty();
    }

    /** A refresh token that is used twice would end the sign-in at this server. */
    @Test
    void ofManyThatNeedOneAtOnceOneRenewsItOnTwoNodesToo() throws Exception {
        desk.time.advance(LATER);
        var other = desk.another(SignInSettings.DEFAULT);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit((Callable<Optional<String>>) () -> {
                        start.await();
                        return (i % 2 == 0 ? other : desk.signIns).bearer(desk.server(), ADA);
                    }))
                    .toList();
            start.countDown();

            var tokens = new HashSet<Optional<String>>();
            for (Future<Optional<String>> call : calls) tokens.add(call.get());
            assertThat(tokens).hasSize(1).doesNotContain(Optional.empty());
        }
        assertThat(desk.grants()).containsExactly("authorization_code", "refresh_token");
        assertThat(desk.call(ADA)).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 429, 403, 404, 407})
    void whatMayPassEndsNoSignIn(int status) {
        desk.time.advance(LATER);
        desk.issuer.http.on("/token", asked -> Said.text(status, "<html>Somebody on the way</html>"));

        assertThatThrownBy(() -> desk.call(ADA))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.retryable()).isTrue());
        assertThat(desk.rows.all())
                .singleElement()
                .satisfies(row -> assertThat(row.leasedUntil()).isEmpty());
    }

    @Test
    void whatTheServerDoesNotRenewEndsTheSignInAndIsNotTriedAgain() {
        desk.issuer.forgetsAllSignIns();

        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);

        assertThat(desk.grants()).containsExactly("authorization_code", "refresh_token");
        desk.signIn(ADA);
        assertThat(desk.call(ADA)).isEqualTo("ok");
        // With what it had; and as the same client.
        assertThat(desk.lastAsked("/authorize").parameters()).containsEntry("scope", "read");
        assertThat(desk.issuer.http.asked("/register")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void aNoIsOneWithAnyStatus(int status) {
        desk.time.advance(LATER);
        desk.issuer.http.on("/token", asked -> IssuingServer.error(status, "invalid_grant"));

        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
    }

    @Test
    void aClientThatTheServerForgotIsRegisteredAnew() {
        desk.time.advance(LATER);
        desk.issuer.http.on("/token", asked -> IssuingServer.error(401, "invalid_client"));
        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);

        desk.begin(ADA);

        assertThat(desk.issuer.http.asked("/register")).hasSize(2);
    }

    /** The process died between the server's answer and the row. */
    @Test
    void aRenewedTokenThatWasLostCostsASignInAndNothingElse() {
        var before = desk.rows.all().getFirst();
        desk.time.advance(LATER);
        desk.signIns.bearer(desk.server(), ADA);
        var after = desk.rows.all().getFirst();
        desk.rows.put(new ToolServerSignIn(
                after.server(),
                after.user(),
                before.content(),
                after.version() + 1,
                Optional.of(desk.time.instant().plusSeconds(60))));
        desk.time.advance(Duration.ofMinutes(2));

        assertThat(desk.call(ADA)).isInstanceOf(Remedy.SignIn.class);
        desk.signIn(ADA);
        assertThat(desk.call(ADA)).isEqualTo("ok");
    }

    @Test
    void whoSignsOutMeanwhileStaysSignedOut() {
        desk.time.advance(LATER);
        desk.issuer.http.on("/token", asked -> {
            desk.signIns.end(desk.server().name(), ADA);
            return Said.text(200, "{\"access_token\":\"late\",\"token_type\":\"Bearer\",\"refresh_token\":\"later\"}");
        });

        assertThat(desk.signIns.bearer(desk.server(), ADA)).isEmpty();
        assertThat(desk.rows.all()).isEmpty();
    }
}
