package io.mcpagent.adapter.mcp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.signin.Loopback.Said;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final Loopback http = new Loopback();
    private final Discovery discovery = new Discovery(new SignInHttp(new OkHttpClient()));

    @AfterEach
    void close() {
        http.close();
    }

    private Discovery.Found find(Challenge challenge) {
        return discovery.find(URI.create(http.origin() + "/mcp"), challenge, issuer -> false);
    }

    private Json.Obj resource(String path, String... issuers) {
        return Json.object()
                .with("resource", Json.of(http.origin() + path))
                .with("authorization_servers", IssuingServer.texts(issuers));
    }

    private Json.Obj server(String issuer) {
        return Json.object()
                .with("issuer", Json.of(issuer))
                .with("authorization_endpoint", Json.of(issuer + "/authorize"))
                .with("token_endpoint", Json.of(issuer + "/token"))
                .with("code_challenge_methods_supported", IssuingServer.texts("S256"));
    }

    @Test
    void takesTheMetadataThatTheChallengeNamesAndAsksForNoOther() {
        http.onJson("/custom.json", resource("/mcp", http.origin()));
        http.onJson(OAUTH, server(http.origin()));

        var named = new Challenge(Optional.of(URI.create(http.origin() + "/custom.json")), Set.of(), Optional.empty());

        assertThat(find(named).server().issuer()).isEqualTo(http.origin());
        assertThat(http.paths()).containsExactly("/custom.json", OAUTH);
    }

    @Test
    void elseTheMetadataOfThePathAndThenOfTheRoot() {
        http.onJson(RESOURCE, resource("", http.origin()));
        http.onJson(OAUTH, server(http.origin()));

        assertThat(find(Challenge.NONE).resource()).isEqualTo(http.origin());
        assertThat(http.paths()).containsExactly(RESOURCE + "/mcp", RESOURCE, OAUTH);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void triesTheAddressesOfAnIssuerWithAPathInTheirOrder(int which) {
        var issuer = http.origin() + "/tenant";
        var places = List.of(OAUTH + "/tenant", OPENID + "/tenant", "/tenant" + OPENID);
        http.onJson(RESOURCE + "/mcp", resource("/mcp", issuer));
        http.onJson(places.get(which), server(issuer));

        assertThat(find(Challenge.NONE).server().issuer()).isEqualTo(issuer);
        assertThat(http.paths().subList(1, which + 2)).isEqualTo(places.subList(0, which + 1));
    }

    @Test
    void aPageWithStatus200IsNothing() {
        http.on(RESOURCE + "/mcp", asked -> Said.text(200, "<html>Welcome</html>"));
        http.onJson(RESOURCE, resource("/mcp", http.origin()));
        http.on(OAUTH, asked -> Said.text(200, "<html>Welcome</html>"));
        http.onJson(OPENID, server(http.origin()));

        assertThat(find(Challenge.NONE).server().issuer()).isEqualTo(http.origin());
    }

    @Test
    void ofSeveralTakesThePreferredOneElseTheFirst() {
        var other = http.origin() + "/other";
        http.onJson(RESOURCE + "/mcp", resource("/mcp", http.origin(), other));
        http.onJson(OAUTH, server(http.origin()));
        http.onJson(OAUTH + "/other", server(other));
        var url = URI.create(http.origin() + "/mcp");

        assertThat(find(Challenge.NONE).server().issuer()).isEqualTo(http.origin());
        assertThat(discovery.find(url, Challenge.NONE, other::equals).server().issuer())
                .isEqualTo(other);
    }

    @Test
    void anOldServerIsItsOwnAuthorizationServer() {
        http.onJson(OAUTH, server(http.origin()));

        assertThat(find(Challenge.NONE).server().token()).hasToString(http.origin() + "/token");
        assertThat(find(Challenge.NONE).resource()).isEqualTo(http.origin() + "/mcp");
    }

    @Test
    void anOldServerWithoutMetadataHasTheUsualAddresses() {
        var found = find(Challenge.NONE).server();

        assertThat(found.authorize()).contains(URI.create(http.origin() + "/authorize"));
        assertThat(found.token()).hasToString(http.origin() + "/token");
        assertThat(found.register()).contains(URI.create(http.origin() + "/register"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/mcp", "http://127.0.0.1:1/mcp", "/mcp/deeper", "/mc", "/MCP", "/mcp?a=b"})
    void metadataOfAnotherResourceAreRefused(String resource) {
        var named = resource.startsWith("/") ? http.origin() + resource : resource;
        http.onJson(RESOURCE + "/mcp", resource("/mcp", http.origin()).with("resource", Json.of(named)));

        assertFails("another resource");
    }

    /** Whoever has one path of a host can write metadata there; a token for all of the host is not for them to ask for. */
    @ParameterizedTest
    @CsvSource({"'',/evil/md", "/,/evil/md", "/evil,/evil/md", "'',/.well-known/oauth-protected-resource/evil/mcp"})
    void aPathOfAHostIsGivenNoTokenForAllOfIt(String resource, String from) {
        http.onJson(from, resource(resource, http.origin()));
        http.onJson(OAUTH, server(http.origin()));
        var named = new Challenge(Optional.of(URI.create(http.origin() + from)), Set.of(), Optional.empty());
        var evil = URI.create(http.origin() + "/evil/mcp");

        assertThatThrownBy(() -> discovery.find(evil, named, issuer -> false)).hasMessageContaining("another resource");
        assertThatThrownBy(() -> discovery.issuers(evil, named)).hasMessageContaining("another resource");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "/,''", "/tenant,/tenant"})
    void aFolderAboveAServerCountsWhereItsOwnMetadataSaySo(String folder, String place) {
        http.onJson(RESOURCE + place, resource(folder, http.origin()));
        http.onJson(OAUTH, server(http.origin()));
        var named =
                new Challenge(Optional.of(URI.create(http.origin() + RESOURCE + place)), Set.of(), Optional.empty());

        assertThat(discovery
                        .find(URI.create(http.origin() + "/tenant/mcp"), named, issuer -> false)
                        .resource())
                .isEqualTo(http.origin() + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://honest.example", "/", "/tenant", ":80"})
    void metadataOfAnotherIssuerAreRefused(String name) {
        var named = name.startsWith("https") ? name : http.origin() + name;
        http.onJson(RESOURCE + "/mcp", resource("/mcp", http.origin()));
        http.onJson(OAUTH, server(http.origin()).with("issuer", Json.of(named)));
        http.onJson(OPENID, server(http.origin()));

        assertFails("by another name");
        assertThat(http.asked(OPENID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/token",
                "ftp://a.example/",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "token",
                "https://u:p@a.example/",
                "https://a.example/#f"
            })
    void anAddressThatIsNotHttpsIsRefused(String url) {
        http.onJson(RESOURCE + "/mcp", resource("/mcp", http.origin()));
        for (var member : List.of("token_endpoint", "authorization_endpoint", "registration_endpoint")) {
            http.onJson(OAUTH, server(http.origin()).with(member, Json.of(url)));
            assertFails("not https");
        }
        http.onJson(RESOURCE + "/mcp", resource("/mcp", url));
        assertFails("not https");
    }

    @Test
    void aServerThatIsIllIsNotTakenForOneWithoutMetadata() {
        http.on(RESOURCE + "/mcp", asked -> Said.text(503, ""));

        assertThatThrownBy(() -> find(Challenge.NONE))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.retryable()).isTrue());
    }

    @Test
    void metadataThatNameNobodyAreRefused() {
        http.onJson(RESOURCE + "/mcp", resource("/mcp"));

        assertFails("names no authorization server");
    }

    @Test
    void anAnswerWithoutAnEndIsGivenUp() {
        http.on(RESOURCE + "/mcp", asked -> Said.text(200, "x".repeat(1 << 20)));

        assertFails("more than 256 KiB");
    }

    private void assertFails(String why) {
        assertThatThrownBy(() -> find(Challenge.NONE))
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining(why);
    }
}
