package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;

/** A server with users, and what asks it in their names. */
abstract class SignedInTest extends RestTest {
    static final String PASSWORD = "correct horse battery";

    UserId user(String name, Role role) {
        var wanted = new NewUser(name + "@example.org", name, Set.of(role));
        return platform.access
                .users()
                .create(Caller.LOCAL_OWNER, wanted, new Password(PASSWORD))
                .id();
    }

    JsonNode login(String name) {
        var answer = post(
                "/api/v1/auth/login", "{\"name\": \"%s@example.org\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    HttpResponse<String> as(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> as(String token, String method, String path, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }
}
