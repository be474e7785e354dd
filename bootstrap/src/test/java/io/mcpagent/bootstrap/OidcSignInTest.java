package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.access.OidcServer;
import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.rest.RestServer;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from a browser through our server to a real identity provider and back. */
class OidcSignInTest {
    private static OidcServer issuer;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        issuer = OidcServer.start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private String[] variables() {
        return new String[] {
            "MCP_AGENT_SERVER_PORT=0",
            "MCP_AGENT_ACCESS_OIDC_ISSUER=" + issuer.issuer(),
            "MCP_AGENT_ACCESS_OIDC_CLIENT_ID=" + OidcServer.CLIENT,
            "MCP_AGENT_ACCESS_OIDC_CLIENT_SECRET=" + OidcServer.SECRET,
            "MCP_AGENT_ACCESS_OIDC_AUDIENCE=agents-api",
            "MCP_AGENT_ACCESS_OIDC_ROLES_CLAIM=groups",
            "MCP_AGENT_ACCESS_OIDC_ROLES=it-admins=admin, engineering=editor"
        };
    }

    @Test
    void aBrowserSignsInAndABearerTokenOfTheProviderIsTheSamePerson() throws Exception {
        var settings = TestSettings.in(directory, variables());
        assertThat(settings.inForce().toString())
                .contains("access.oidc-roles = engineering=editor, it-admins=admin")
                .doesNotContain(OidcServer.SECRET);
        try (var platform = AgentPlatform.open(settings);
                var server = RestServer.open(settings.server(), new ServedPlatform(platform))) {
            var first = platform.access().firstOwner();
            first.setUp(first.code().orElseThrow(), "ada@example.org", "Ada", new Password("correct horse battery"));

            var begun = get(server.address() + "/api/v1/auth/oidc");
            var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
            var back = issuer.signIn(
                    "cid+engineering",
                    URI.create(begun.headers().firstValue("Location").orElseThrow()));
            assertThat(back.toString()).startsWith(server.address() + "/api/v1/auth/oidc/callback?");
            var signedIn = json(get(back.toString(), "Cookie", cookie));

            var byBrowser = me(server, text(signedIn, "access_token"));
            assertThat(text(byBrowser, "name")).isEqualTo("cid@example.org");
            assertThat(byBrowser.get("roles")).hasValue(Json.array(List.of(Json.of("editor"))));
            var byToken = me(server, issuer.accessToken("cid+engineering", "agents-api"));
            assertThat(byToken.get("id")).isEqualTo(byBrowser.get("id"));
            var forOthers = issuer.accessToken("cid+engineering", "other-api");
            assertThat(get(server.address() + "/api/v1/users/me", "Authorization", "Bearer " + forOthers)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theDoctorSaysWhetherTheProviderIsThere() {
        assertThat(new Doctor(TestSettings.in(directory, variables())).findings())
                .anySatisfy(finding -> {
                    assertThat(finding.subject()).isEqualTo("identity provider");
                    assertThat(finding.detail()).contains("answers").doesNotContain(OidcServer.SECRET);
                    assertThat(finding.ok()).isTrue();
                });
        var nowhere = variables();
        nowhere[1] = "MCP_AGENT_ACCESS_OIDC_ISSUER=http://127.0.0.1:1";
        assertThat(new Doctor(TestSettings.in(directory, nowhere)).findings()).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("identity provider");
            assertThat(finding.ok()).isFalse();
        });
    }

    private Json.Obj me(RestServer server, String token) throws Exception {
        return json(get(server.address() + "/api/v1/users/me", "Authorization", "Bearer " + token));
    }

    private HttpResponse<String> get(String url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Json.Obj json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (Json.Obj) JsonText.read(answer.body());
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.get(name).orElseThrow()).value();
    }
}
