package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OidcRoutesTest extends RestTest {
    private static final String BEGIN = "/api/v1/auth/oidc";
    private static final String BACK = BEGIN + "/callback?";

    @BeforeEach
    void hasAnAdministrator() {
        platform.hasAnAdministrator();
    }

    private static URI at(HttpResponse<String> begun) {
        return URI.create(begun.headers().firstValue("Location").orElseThrow());
    }

    private static String cookie(HttpResponse<String> begun) {
        return begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private HttpResponse<String> comesBack(String query, String cookie) {
        return send(request(BACK + query).header("Cookie", cookie).GET());
    }

    private HttpResponse<String> as(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    @Test
    void whoSignsInElsewhereGetsTokensOfOurs() {
        var begun = get(BEGIN);
        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/api/v1/auth/oidc", "Max-Age=600")
                .doesNotContain("Secure");

        var back = comesBack(platform.identities.signIn("cid+editors", at(begun)), cookie(begun));

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(back.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        var me = json(as(json(back).path("access_token").asText(), "/api/v1/users/me"));
        assertThat(me.path("name").asText()).isEqualTo("cid@example.org");
        assertThat(me.path("state").asText()).isEqualTo("external");
        assertThat(me.path("roles").toString()).isEqualTo("[\"editor\"]");
        var refreshed = post(
                "/api/v1/auth/refresh",
                "{\"refresh_token\": \"%s\"}"
                        .formatted(json(back).path("refresh_token").asText()));
        assertThat(refreshed.statusCode()).isEqualTo(200);
    }

    /** Else a page could have a browser signed in as somebody else, who then reads what is typed there. */
    @Test
    void anAnswerToAnotherBrowserSignsNobodyIn() {
        var mine = get(BEGIN);
        var others = get(BEGIN);
        var answer = platform.identities.signIn("eve+editors", at(mine));

        problem(comesBack(answer, cookie(others)), 401, "sign_in_failed");
        problem(get(BACK + answer), 401, "sign_in_failed");
        problem(comesBack(answer, "mcp-agent-sign-in=x.y.z"), 401, "sign_in_failed");
        problem(comesBack("error=access_denied", cookie(mine)), 401, "sign_in_failed");
    }

    @Test
    void tokensOfTheProviderAreTakenAsBearerTokens() {
        var token = platform.identities.accessToken("cid+editors");

        assertThat(json(as(token, "/api/v1/users/me")).path("roles").toString()).isEqualTo("[\"editor\"]");
        problem(as(token + "x", "/api/v1/users/me"), 401, "token_invalid");
        problem(as(platform.identities.accessToken("dora"), "/api/v1/users/me"), 401, "identity_refused");
    }

    @Test
    void whoHasTheNameOfAUserIsNotThatUser() {
        problem(as(platform.identities.accessToken("ada+admins"), "/api/v1/users/me"), 401, "identity_refused");
    }

    @Test
    void whoIsDisabledHereStaysOut() {
        var token = platform.identities.accessToken("cid+admins");
        var me = json(as(token, "/api/v1/users/me")).path("id").asText();
        assertThat(send(request("/api/v1/users/" + me + "/disable")
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);

        problem(as(token, "/api/v1/users/me"), 401, "identity_refused");
        var begun = get(BEGIN);
        problem(comesBack(platform.identities.signIn("cid+admins", at(begun)), cookie(begun)), 401, "identity_refused");
    }
}
