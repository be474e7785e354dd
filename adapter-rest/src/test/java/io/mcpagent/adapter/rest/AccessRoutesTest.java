package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.domain.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRoutesTest extends SignedInTest {
    @Test
    void withoutUsersWhoeverIsOnThisMachineIsTheOwner() {
        assertThat(get("/api/v1/sessions").statusCode()).isEqualTo(200);
        assertThat(send(request("/api/v1/sessions").header("Authorization", "Bearer nonsense"))
                        .statusCode())
                .isEqualTo(200);
        problem(get("/api/v1/users/me"), 404, "user_not_found");
    }

    @Test
    void theFirstAdministratorComesInWithTheCodeAndOwnsWhatIsThere() {
        var session = json(post("/api/v1/chat", "{\"message\": \"Hello?\"}"))
                .path("session_id")
                .asText();
        var code = platform.access.firstOwner().code().orElseThrow();
        var body = "{\"code\": \"%s\", \"name\": \"Ada@example.org\", \"password\": \"%s\"}";

        problem(post("/api/v1/auth/setup", body.formatted("x", PASSWORD)), 401, "setup_code_wrong");
        problem(post("/api/v1/auth/setup", body.formatted(code, "short")), 422, "password_unacceptable");
        var made = post("/api/v1/auth/setup", body.formatted(code, PASSWORD));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(made).path("name").asText()).isEqualTo("ada@example.org");
        problem(post("/api/v1/auth/setup", body.formatted(code, PASSWORD)), 409, "set_up_already");
        problem(get("/api/v1/sessions/" + session), 401, "authentication_required");
        var token = login("ada").path("access_token").asText();
        assertThat(as(token, "/api/v1/sessions/" + session).statusCode()).isEqualTo(200);
        assertThat(json(as(token, "/api/v1/users/me")).path("roles").toString()).isEqualTo("[\"admin\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sessions",
                "/api/v1/runs",
                "/api/v1/inbox",
                "/api/v1/search?q=a",
                "/api/v1/agents",
                "/api/v1/tools",
                "/api/v1/collections",
                "/api/v1/documents?collection=a",
                "/api/v1/users",
                "/api/v1/users/me",
                "/api/v1/users/me/api-keys",
                "/api/v1/users/local/api-keys",
                "/api/v1/nowhere",
                "/api/v1/auth/login/",
                "/api/v1/auth/nowhere",
                "/api/v1/documents/x/events"
            })
    void withUsersNothingUnderTheApiAnswersToANobody(String path) {
        user("ada", Role.ADMIN);
        var answer = get(path);

        problem(answer, 401, "authentication_required");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"mcp-agent\"");
        var forged = as("eyJhbGciOiJub25lIn0.e30.", path);
        problem(forged, 401, "token_invalid");
        assertThat(forged.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"mcp-agent\", error=\"invalid_token\"");
    }

    @Test
    void tricksWithThePathGoNowhere() {
        user("ada", Role.ADMIN);
        for (var path : new String[] {
            "//api/v1/sessions", "/API/v1/sessions", "/api/v1/../v1/sessions", "/api/v1/auth/login/../../sessions",
            "/%61pi/v1/sessions", "/api/v1/auth/login;x=/../../sessions", "/api/v1;x/sessions", "/api//v1/sessions",
            "/api/v1/auth%2flogin/../sessions", "/health/live/../../api/v1/sessions"
        }) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("has_more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic YTpi", "Bearer a b", "Bearer \"x\"", "mcpa_x"})
    void anotherAuthorizationIsNone(String header) {
        user("ada", Role.ADMIN);
        problem(send(request("/api/v1/sessions").header("Authorization", header)), 401, "authentication_required");
    }

    @Test
    void severalAuthorizationsAreNone() {
        user("ada", Role.ADMIN);
        var token = login("ada").path("access_token").asText();
        var one = "Authorization: Bearer " + token + "\r\n";

        problem(
                raw("GET /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n" + one + one + "Connection: close\r\n\r\n"),
                401,
                "authentication_required");
    }

    @Test
    void anOversizedTokenIsRefused() {
        user("ada", Role.ADMIN);
        assertThat(as("x".repeat(16_384), "/api/v1/sessions").statusCode()).isIn(401, 431);
        problem(as("mcpa_" + "x".repeat(6_000), "/api/v1/sessions"), 401, "token_invalid");
    }

    @Test
    void tokensAreRefreshedAndEnded() {
        user("ada", Role.ADMIN);
        var first = login("ada");
        var refreshed = post("/api/v1/auth/refresh", refresh(first));
        assertThat(refreshed.headers().firstValue("Cache-Control")).hasValue("no-store");
        var second = json(refreshed);
        problem(post("/api/v1/auth/refresh", refresh(first)), 401, "refresh_token_invalid");
        problem(post("/api/v1/auth/refresh", refresh(second)), 401, "refresh_token_invalid");

        var third = login("ada");
        assertThat(post("/api/v1/auth/logout", refresh(third)).statusCode()).isEqualTo(204);
        problem(post("/api/v1/auth/refresh", refresh(third)), 401, "refresh_token_invalid");

        problem(post("/api/v1/auth/logout", "{}"), 400, "fields_invalid");
        problem(post("/api/v1/auth/logout", "{\"everywhere\": true}"), 401, "authentication_required");
        var token = third.path("access_token").asText();
        assertThat(as(token, "/api/v1/sessions").statusCode()).isEqualTo(200);
        assertThat(as(token, "POST", "/api/v1/auth/logout", "{\"everywhere\": true}")
                        .statusCode())
                .isEqualTo(204);
        problem(as(token, "/api/v1/sessions"), 401, "token_invalid");
    }

    @Test
    void anExpiredTokenSaysSo() {
        user("ada", Role.ADMIN);
        var token = login("ada").path("access_token").asText();
        platform.time.advance(Duration.ofMinutes(15));
        problem(as(token, "/api/v1/sessions"), 401, "token_expired");
    }

    @Test
    void failedLoginsAreThrottled() {
        user("ada", Role.ADMIN);
        var wrong = "{\"name\": \"ada@example.org\", \"password\": \"wrong horse battery\"}";
        for (var i = 0; i < 5; i++) problem(post("/api/v1/auth/login", wrong), 401, "credentials_wrong");
        var answer = post("/api/v1/auth/login", wrong);
        problem(answer, 429, "login_throttled");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void administratorsAdministerUsers() {
        user("ada", Role.ADMIN);
        var admin = login("ada").path("access_token").asText();
        var invited = as(admin, "POST", "/api/v1/users", "{\"name\": \"bob@example.org\", \"roles\": [\"member\"]}");
        assertThat(invited.statusCode()).isEqualTo(201);
        var bob = json(invited).path("id").asText();
        var accepted = post(
                "/api/v1/auth/accept",
                "{\"code\": \"%s\", \"password\": \"%s\"}"
                        .formatted(json(invited).path("invitation_code").asText(), PASSWORD));
        var token = json(accepted).path("access_token").asText();

        problem(as(token, "/api/v1/users"), 403, "permission_missing");
        problem(as(token, "/api/v1/users/local"), 403, "permission_missing");
        problem(as(token, "PATCH", "/api/v1/users/" + bob, "{\"roles\": [\"admin\"]}"), 403, "permission_missing");
        assertThat(json(as(admin, "/api/v1/users")).path("data")).hasSize(2);
        assertThat(json(as(admin, "PATCH", "/api/v1/users/" + bob, "{\"roles\": [\"viewer\"]}"))
                        .path("roles")
                        .toString())
                .isEqualTo("[\"viewer\"]");
        problem(as(token, "POST", "/api/v1/chat", "{\"message\": \"Hello?\"}"), 403, "permission_missing");
        var seen =
                as(admin, "/api/v1/users/" + bob).headers().firstValue("ETag").orElseThrow();
        assertThat(rolesWhereSeen(admin, bob, seen, "member").statusCode()).isEqualTo(200);
        problem(rolesWhereSeen(admin, bob, seen, "editor"), 412, "precondition_failed");
        problem(rolesWhereSeen(token, bob, "*", "admin"), 403, "permission_missing");
        problem(as(admin, "POST", "/api/v1/users/local/disable", ""), 409, "last_admin");
        problem(as(admin, "POST", "/api/v1/users/nobody/disable", ""), 404, "user_not_found");
        problem(as(admin, "PATCH", "/api/v1/users/" + bob, "{\"roles\": [\"root\"]}"), 400, "fields_invalid");
        problem(as(admin, "PATCH", "/api/v1/users/" + bob, "{\"roles\": []}"), 400, "fields_invalid");

        assertThat(json(as(admin, "POST", "/api/v1/users/" + bob + "/disable", ""))
                        .path("state")
                        .asText())
                .isEqualTo("disabled");
        problem(as(token, "/api/v1/sessions"), 401, "token_invalid");
        assertThat(json(as(admin, "POST", "/api/v1/users/" + bob + "/reset", ""))
                        .path("invitation_code")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void whatBelongsToSomebodyElseIsNotThere() {
        user("ada", Role.ADMIN);
        user("bob", Role.EDITOR);
        var ada = login("ada").path("access_token").asText();
        var bob = login("bob").path("access_token").asText();
        var asked = json(as(ada, "POST", "/api/v1/chat", "{\"message\": \"Hello?\"}"));
        as(ada, "POST", "/api/v1/collections", "{\"name\": \"notes\"}");

        var session = "/api/v1/sessions/" + asked.path("session_id").asText();
        var run = "/api/v1/runs/" + asked.path("run_id").asText();
        for (var path : new String[] {session, session + "/messages", session + "/export", run, run + "/events"})
            assertThat(as(bob, path).statusCode()).as(path).isEqualTo(404);
        problem(as(bob, "DELETE", session, ""), 404, "session_not_found");
        problem(as(bob, "POST", run + "/cancel", ""), 404, "run_not_found");
        problem(as(bob, "/api/v1/collections/notes"), 404, "collection_not_found");
        for (var path : new String[] {"/api/v1/sessions", "/api/v1/runs", "/api/v1/collections", "/api/v1/inbox"})
            assertThat(json(as(bob, path)).path("data")).as(path).isEmpty();
    }

    @Test
    void aCollectionIsSharedAndTakenBack() {
        user("ada", Role.ADMIN);
        user("bob", Role.EDITOR);
        var ada = login("ada").path("access_token").asText();
        var bob = login("bob").path("access_token").asText();
        as(ada, "POST", "/api/v1/collections", "{\"name\": \"notes\"}");
        var grants = "/api/v1/collections/notes/grants";
        var read = "{\"access\": \"read\"}";
        problem(as(bob, "PUT", grants + "/bob@example.org", read), 404, "collection_not_found");

        var granted = as(ada, "PUT", grants + "/bob@example.org", read);

        assertThat(granted.body()).isEqualTo("{\"grantee\":\"bob@example.org\",\"access\":\"read\"}");
        assertThat(as(bob, "/api/v1/collections/notes").statusCode()).isEqualTo(200);
        problem(as(bob, "DELETE", "/api/v1/collections/notes", ""), 403, "grant_missing");
        problem(as(bob, grants), 403, "grant_missing");
        assertThat(json(as(ada, grants)).path("data")).hasSize(1);
        problem(as(ada, "PUT", grants + "/bob@example.org", "{}"), 400, "fields_invalid");
        problem(as(ada, "PUT", grants + "/root", read), 422, "grantee_invalid");
        problem(as(ada, "PUT", grants + "/nobody@example.org", read), 404, "user_not_found");

        assertThat(as(ada, "DELETE", grants + "/bob@example.org", "").statusCode())
                .isEqualTo(204);
        problem(as(bob, "/api/v1/collections/notes"), 404, "collection_not_found");
        problem(as(ada, "DELETE", grants + "/bob@example.org", ""), 404, "grant_not_found");
        assertThat(platform.denials)
                .last()
                .satisfies(denial ->
                        assertThat(denial.reason()).isEqualTo("it belongs to somebody else, and is not granted"));
    }

    @Test
    void anAgentIsForThoseToWhomItIsGranted() {
        user("ada", Role.ADMIN);
        user("bob", Role.EDITOR);
        var ada = login("ada").path("access_token").asText();
        var bob = login("bob").path("access_token").asText();
        var clerk = "/api/v1/agents/clerk";
        var made = as(ada, "PUT", clerk, "{\"instructions\": \"Be brief.\", \"access\": \"granted\"}");
        assertThat(json(made).path("access").asText()).isEqualTo("granted");

        problem(as(bob, clerk), 404, "agent_not_found");
        problem(as(bob, "PUT", clerk, "{\"instructions\": \"Be rude.\"}"), 404, "agent_not_found");
        problem(
                as(bob, "POST", "/api/v1/chat", "{\"message\": \"Hello?\", \"agent\": \"clerk\"}"),
                404,
                "agent_not_found");
        as(ada, "PUT", clerk + "/grants/editor", "{\"access\": \"read\"}");
        assertThat(as(bob, clerk).statusCode()).isEqualTo(200);
        problem(as(bob, "PUT", clerk, "{\"instructions\": \"Be rude.\"}"), 403, "grant_missing");
        as(ada, "PUT", clerk + "/grants/editor", "{\"access\": \"write\"}");
        var changed = json(as(bob, "PUT", clerk, "{\"instructions\": \"Be kind.\"}"));
        assertThat(changed.path("access").asText()).isEqualTo("granted");
        problem(
                as(bob, "PUT", clerk, "{\"instructions\": \"Be kind.\", \"access\": \"everyone\"}"),
                403,
                "grant_missing");
        problem(as(bob, "DELETE", clerk, ""), 403, "grant_missing");
        assertThat(as(ada, "DELETE", clerk, "").statusCode()).isEqualTo(204);
    }

    @Test
    void publicKeysAreForEverybody() {
        user("ada", Role.ADMIN);
        assertThat(json(get("/.well-known/jwks.json")).path("keys").isArray()).isTrue();
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    private static String refresh(JsonNode signedIn) {
        return "{\"refresh_token\": \"%s\"}"
                .formatted(signedIn.path("refresh_token").asText());
    }

    private HttpResponse<String> rolesWhereSeen(String token, String user, String tag, String role) {
        return send(request("/api/v1/users/" + user)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .method("PATCH", BodyPublishers.ofString("{\"roles\": [\"" + role + "\"]}")));
    }
}
