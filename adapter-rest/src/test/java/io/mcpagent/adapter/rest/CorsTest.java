package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest extends RestTest {
    private static final String OURS = "https://chat.example.com";

    @Override
    RestSettings settings() {
        return settings(Set.of(OURS));
    }

    private static RestSettings settings(Set<String> origins) {
        return settings(new Front(Optional.empty(), Optional.empty(), origins, Set.of()));
    }

    @Test
    void aPageOfAnAllowedOriginMayAskAndReadTheAnswer() {
        var answer = send(request("/api/v1/sessions").header("Origin", OURS).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(OURS);
        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("X-Request-Id"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void aProblemCanBeReadByThatPageToo() {
        var answer = send(request("/api/v1/nothing").header("Origin", OURS).GET());

        problem(answer, 404, "route_not_found");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(OURS);
    }

    /** A browser asks that before, without the token. */
    @Test
    void aPreflightIsAnsweredWithoutAToken() {
        platform.hasAnAdministrator();
        assertThat(get("/api/v1/sessions").statusCode()).isEqualTo(401);

        var answer = send(request("/api/v1/sessions/5")
                .header("Origin", OURS)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(OURS);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("PATCH"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("Authorization", "Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example.com.evil.example",
                "https://chat.example.com:8443",
                "http://chat.example.com",
                "https://sub.chat.example.com",
                "null",
                "*"
            })
    void anyOtherOriginIsRefusedAndToldNothing(String origin) {
        var answer = send(request("/api/v1/sessions").header("Origin", origin).GET());

        problem(answer, 403, "origin_refused");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        var preflight = send(request("/api/v1/sessions")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
        problem(preflight, 403, "origin_refused");
    }

    @Test
    void severalOriginsAreNoBrowsersAndGetNoLeave() {
        var answer = raw(head(
                "GET /health/live HTTP/1.1",
                "Host: localhost",
                "Origin: " + OURS,
                "Origin: " + OURS,
                "Connection: close"));

        assertThat(answer).doesNotContain("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "chat.example.com",
                "https://chat.example.com/",
                "https://Chat.example.com",
                "https://chat.example.com:443",
                "https://user@chat.example.com",
                "ftp://chat.example.com"
            })
    void whatNoBrowserSendsIsNoOrigin(String origin) {
        assertThatThrownBy(() -> settings(Set.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has to be an origin such as");
    }
}
