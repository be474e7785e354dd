package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What nobody who is let in takes from the others, or keeps for longer than it was given. */
class LastingAccessTest extends RestTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void noAdministratorResetsTheLastOne() {
        user("ada", Role.ADMIN);
        user("bob", Role.ADMIN);
        var ada = login("ada").path("access_token").asText();
        var bob = json(as(login("bob").path("access_token").asText(), "/api/v1/users/me"))
                .path("id")
                .asText();
        assertThat(as(ada, "POST", "/api/v1/users/" + bob + "/reset", "").statusCode())
                .isEqualTo(200);

        problem(as(ada, "POST", "/api/v1/users/local/reset", ""), 409, "last_admin");
        assertThat(login("ada").path("access_token").asText()).isNotEmpty();
    }

    @Test
    void ofTwoAdministratorsWhoResetEachOtherAtOnceOneStays() throws InterruptedException {
        user("ada", Role.ADMIN);
        user("bob", Role.ADMIN);
        var ada = login("ada").path("access_token").asText();
        var bob = login("bob").path("access_token").asText();
        var bobs = json(as(bob, "/api/v1/users/me")).path("id").asText();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads
                    .invokeAll(List.<Callable<Integer>>of(
                            () -> as(ada, "POST", "/api/v1/users/" + bobs + "/reset", "")
                                    .statusCode(),
                            () -> as(bob, "POST", "/api/v1/users/local/reset", "")
                                    .statusCode()))
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            // Who comes second is no longer signed in, or was asking already.
            assertThat(statuses)
                    .containsOnlyOnce(200)
                    .allMatch(status -> Set.of(200, 401, 409).contains(status));
        }
    }

    @Test
    void aKeyMakesNoKeyThatOutlivesIt() {
        user("ada", Role.ADMIN);
        var ada = login("ada").path("access_token").asText();
        var end = platform.time.instant().plus(Duration.ofDays(30)).toString();
        var wanted = "{\"name\": \"ci\", \"scopes\": [\"manage_keys\"]%s}";
        var ending = wanted.formatted(", \"expires_at\": \"" + end + "\"");
        var key = json(as(ada, "POST", "/api/v1/users/me/api-keys", ending))
                .path("key")
                .asText();

        var refused = as(key, "POST", "/api/v1/users/me/api-keys", wanted.formatted(""));
        assertThat(problem(refused, 422, "api_key_invalid").path("detail").asText())
                .contains("expires_at", end);
        assertThat(as(key, "POST", "/api/v1/users/me/api-keys", ending).statusCode())
                .isEqualTo(201);
    }

    @Test
    void anEditorDoesNotTakeTheAssistantFromOthers() {
        user("ada", Role.ADMIN);
        user("bob", Role.EDITOR);
        var ada = login("ada").path("access_token").asText();
        var bob = login("bob").path("access_token").asText();
        var path = "/api/v1/agents/assistant";
        var plain = "{\"instructions\": \"Be brief.\"}";
        var hidden = "{\"instructions\": \"Be brief.\", \"access\": \"granted\"}";

        problem(as(bob, "PUT", path, plain), 403, "permission_missing");
        problem(as(bob, "PUT", path, hidden), 403, "permission_missing");
        problem(as(bob, "PUT", path + "/grants/viewer", "{\"access\": \"read\"}"), 403, "permission_missing");
        problem(as(ada, "PUT", path, hidden), 422, "agent_invalid");
        assertThat(as(ada, "PUT", path, plain).statusCode()).isEqualTo(200);
        problem(as(bob, "DELETE", path, ""), 403, "permission_missing");
        assertThat(json(as(bob, path)).path("instructions").asText()).isEqualTo("Be brief.");
        assertThat(as(ada, "DELETE", path, "").statusCode()).isEqualTo(204);
    }

    private void user(String name, Role role) {
        platform.access
                .users()
                .create(
                        Caller.LOCAL_OWNER,
                        new NewUser(name + "@example.org", name, Set.of(role)),
                        new Password(PASSWORD));
    }

    private JsonNode login(String name) {
        var answer = post(
                "/api/v1/auth/login", "{\"name\": \"%s@example.org\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> as(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> as(String token, String method, String path, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }
}
