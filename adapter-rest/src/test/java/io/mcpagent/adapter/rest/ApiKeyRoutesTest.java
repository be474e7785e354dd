package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeyRoutesTest extends SignedInTest {
    @Test
    void apiKeysAreLimitedByTheirScopes() {
        user("ada", Role.ADMIN);
        var ada = login("ada").path("access_token").asText();
        var issued = json(as(ada, "POST", "/api/v1/users/me/api-keys", "{\"name\": \"ci\", \"scopes\": [\"read\"]}"));
        var key = issued.path("key").asText();

        assertThat(as(key, "/api/v1/sessions").statusCode()).isEqualTo(200);
        problem(as(key, "POST", "/api/v1/chat", "{\"message\": \"Hello?\"}"), 403, "permission_missing");
        problem(as(key, "POST", "/api/v1/collections", "{\"name\": \"notes\"}"), 403, "permission_missing");
        problem(as(key, "PUT", "/api/v1/agents/a", "{\"instructions\": \"Be brief.\"}"), 403, "permission_missing");
        problem(as(key, "/api/v1/users"), 403, "permission_missing");
        problem(
                as(key, "POST", "/api/v1/users/me/api-keys", "{\"name\": \"ci\", \"scopes\": [\"ask\"]}"),
                403,
                "permission_missing");
        problem(
                as(ada, "POST", "/api/v1/users/me/api-keys", "{\"name\": \"ci\", \"scopes\": []}"),
                400,
                "fields_invalid");
        problem(
                as(ada, "POST", "/api/v1/users/me/api-keys", "{\"name\": \"a\\r\\nb: c\", \"scopes\": [\"read\"]}"),
                422,
                "api_key_invalid");
        var listed = as(ada, "/api/v1/users/me/api-keys").body();
        assertThat(listed).contains(issued.path("prefix").asText()).doesNotContain(key);

        var path = "/api/v1/users/me/api-keys/" + issued.path("id").asText();
        assertThat(as(ada, "DELETE", path, "").statusCode()).isEqualTo(204);
        problem(as(key, "/api/v1/sessions"), 401, "token_invalid");
        problem(as(ada, "DELETE", path, ""), 404, "api_key_not_found");
    }

    @Test
    void keysOfOthersAreForWhoAdministersUsers() {
        user("ada", Role.ADMIN);
        var ada = login("ada").path("access_token").asText();
        var carl = "/api/v1/users/" + user("carl", Role.EDITOR).value() + "/api-keys";
        user("bob", Role.EDITOR);
        var bob = login("bob").path("access_token").asText();
        var wanted = "{\"name\": \"ci\", \"scopes\": [\"read\"]}";

        var made = as(ada, "POST", carl, wanted);
        assertThat(made.statusCode()).isEqualTo(201);
        var path = made.headers().firstValue("Location").orElseThrow();
        assertThat(path).isEqualTo(carl + "/" + json(made).path("id").asText());
        var key = json(made).path("key").asText();
        assertThat(as(key, "/api/v1/users/me").body()).contains("carl@example.org");
        assertThat(as(ada, carl).body()).contains("ci").doesNotContain(key);

        for (var denied : List.of(as(bob, carl), as(bob, "POST", carl, wanted), as(bob, "DELETE", path, "")))
            problem(denied, 403, "permission_missing");
        problem(as(bob, carl.replaceFirst("users/[^/]+", "users/nobody")), 403, "permission_missing");
        problem(as(ada, carl.replaceFirst("users/[^/]+", "users/nobody")), 404, "user_not_found");
        problem(as(ada, "POST", carl, wanted.replace("read", "manage_users")), 422, "api_key_invalid");
        problem(as(ada, "DELETE", path.replaceFirst("users/[^/]+", "users/nobody"), ""), 404, "api_key_not_found");

        assertThat(as(ada, "DELETE", path, "").statusCode()).isEqualTo(204);
        problem(as(key, "/api/v1/users/me"), 401, "token_invalid");
    }

    @Test
    void onesOwnKeysAreThereUnderOnesIdToo() {
        user("ada", Role.ADMIN);
        var bob = user("bob", Role.VIEWER).value();
        var token = login("bob").path("access_token").asText();
        var path = "/api/v1/users/" + bob + "/api-keys";

        assertThat(as(token, "POST", path, "{\"name\": \"ci\", \"scopes\": [\"read\"]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(as(token, path).body())
                .isEqualTo(as(token, "/api/v1/users/me/api-keys").body())
                .contains("ci");
    }
}
