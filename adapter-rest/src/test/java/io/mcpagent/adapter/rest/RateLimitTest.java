package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.rest.openapi.RouteClass;
import io.mcpagent.adapter.rest.ratelimit.RequestRates;
import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.ratelimit.Rate;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitTest extends RestTest {
    private static final String LOGIN = "{\"name\": \"ada@example.org\", \"password\": \"wrong wrong wrong\"}";

    @Override
    RestSettings settings() {
        var rates = new RequestRates(
                Map.of(RouteClass.AUTH, minutely(5)),
                Map.of(RouteClass.READ, minutely(6), RouteClass.WRITE, minutely(4), RouteClass.ASK, minutely(2)),
                Map.of(RouteClass.READ, minutely(3)));
        var front = new Front(Optional.empty(), Optional.empty(), Set.of(), Set.of("127.0.0.1"));
        return new RestSettings("127.0.0.1", 0, front, rates, SETTINGS.limits());
    }

    private static Rate minutely(int amount) {
        return new Rate(amount, Duration.ofMinutes(1));
    }

    private HttpResponse<String> as(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    private HttpResponse<String> from(String addresses) {
        return send(
                request("/api/v1/users/me").header("X-Forwarded-For", addresses).GET());
    }

    @Test
    void tellsHowManyAreLeftAndRefusesOneMore() {
        for (var left = 5; left >= 0; left--) {
            var answer = get("/api/v1/sessions");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Limit")).hasValue("6");
            assertThat(answer.headers().firstValue("RateLimit-Remaining")).hasValue(Integer.toString(left));
            assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("6;w=60");
        }
        var refused = get("/api/v1/sessions");
        problem(refused, 429, "rate_limited");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).hasValue("0");
        assertThat(refused.headers().firstValue("RateLimit-Reset")).hasValue("60");

        platform.time.advance(Duration.ofSeconds(10));

        assertThat(get("/api/v1/sessions").statusCode()).isEqualTo(200);
        problem(get("/api/v1/sessions"), 429, "rate_limited");
    }

    @Test
    void classesAreCountedApart() {
        for (var n = 0; n < 2; n++)
            assertThat(post("/api/v1/chat", "{\"message\": \"Hello?\"}").statusCode())
                    .isEqualTo(200);
        problem(post("/api/v1/chat", "{\"message\": \"Hello?\"}"), 429, "rate_limited");

        assertThat(get("/api/v1/sessions").statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/collections", "{\"name\": \"a\"}").statusCode())
                .isEqualTo(201);
        for (var n = 0; n < 10; n++)
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyHasALimitOfItsOwnAndCountsForItsOwnerToo() {
        platform.hasAnAdministrator();
        var owner = new Caller(Caller.LOCAL_OWNER.user(), Set.of(Role.ADMIN), Optional.empty());
        var one = key(owner);
        var two = key(owner);

        for (var n = 0; n < 3; n++)
            assertThat(as(one, "/api/v1/sessions").statusCode()).isEqualTo(200);
        var refused = as(one, "/api/v1/sessions");
        problem(refused, 429, "rate_limited");
        assertThat(refused.headers().firstValue("RateLimit-Limit")).hasValue("3");
        // One more of the owner's six went with the refused request.
        for (var n = 0; n < 2; n++)
            assertThat(as(two, "/api/v1/sessions").statusCode()).isEqualTo(200);
        problem(as(two, "/api/v1/sessions"), 429, "rate_limited");
    }

    private String key(Caller owner) {
        return platform.access
                .keys()
                .create(owner, owner.user(), new NewApiKey("ci", Set.of(Permission.READ), Optional.empty()))
                .secret();
    }

    @Test
    void whoGuessesIsSlowedDownByAddress() {
        platform.hasAnAdministrator();
        for (var n = 0; n < 5; n++) problem(as("mcpa_guess" + n, "/api/v1/sessions"), 401, "token_invalid");

        problem(as("mcpa_guess", "/api/v1/sessions"), 429, "rate_limited");
        problem(post("/api/v1/auth/login", LOGIN), 429, "rate_limited");
    }

    @Test
    void aProxyThatIsTrustedSaysForWhomItCallsAndNobodyElseDoes() {
        platform.hasAnAdministrator();
        for (var n = 0; n < 5; n++) assertThat(from("192.0.2.7").statusCode()).isEqualTo(401);
        assertThat(from("192.0.2.7").statusCode()).isEqualTo(429);

        assertThat(from("192.0.2.8").statusCode()).isEqualTo(401);
        // What the client itself wrote stands first, and counts for nothing.
        assertThat(from("192.0.2.99, 192.0.2.7").statusCode()).isEqualTo(429);
        assertThat(from("192.0.2.99, 192.0.2.7, 127.0.0.1").statusCode()).isEqualTo(429);
        assertThat(from("nonsense").statusCode()).isEqualTo(401);
        assertThat(from("2001:db8:1:2::1").statusCode()).isEqualTo(401);
    }

    /** Who has one address of them has them all. */
    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        platform.hasAnAdministrator();
        for (var n = 1; n <= 5; n++)
            assertThat(from("2001:db8:1:2::" + n).statusCode()).isEqualTo(401);

        assertThat(from("2001:db8:1:2:ffff::1").statusCode()).isEqualTo(429);
        assertThat(from("2001:db8:1:3::1").statusCode()).isEqualTo(401);
    }

    @Test
    void anIpv6NetworkCountsAsOneAddressForFailedLoginsToo() {
        platform.hasAnAdministrator();
        for (var n = 1; n <= 20; n++) {
            // The login throttle's own count is what is looked at here.
            platform.time.advance(Duration.ofMinutes(1));
            problem(login("2001:db8:1:2::" + n, "nobody" + n), 401, "credentials_wrong");
        }
        platform.time.advance(Duration.ofMillis(100));
        problem(login("2001:db8:1:2:ffff::1", "nobody"), 429, "login_throttled");
        problem(login("2001:db8:1:3::1", "nobody"), 401, "credentials_wrong");
    }

    private HttpResponse<String> login(String address, String name) {
        var body = "{\"name\": \"%s@example.org\", \"password\": \"wrong wrong wrong\"}".formatted(name);
        return send(request("/api/v1/auth/login")
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
