package io.mcpagent.bootstrap.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each URL of {@code attacks.csv} is called, and is what a server that may be called redirects to. */
class AttackTableTest {
    private static final String TABLE = "attacks.csv";
    private static final Trap TRAP = new Trap();
    private static final MockWebServer ALLOWED = new MockWebServer();

    private static OutboundRules rules = OutboundSettings.DEFAULT.rules();

    @BeforeAll
    static void start() throws IOException {
        ALLOWED.start();
        rules = new OutboundRules(
                Set.of(80, 443, TRAP.port()),
                Set.of(new Endpoint("allowed.test", ALLOWED.getPort())),
                Set.of("denied.test", "9.9.9.9"));
    }

    @AfterAll
    static void stop() {
        TRAP.close();
        ALLOWED.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = TABLE, delimiter = ';')
    void aUrlThatMustNotBeCalledIsNot(String template, String reason) {
        var url = filled(template);

        if (reason.equals("resolved")) assertThat(rules.decide(url)).isNotInstanceOf(Refused.class);
        else
            assertThat(rules.decide(url))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).contains(reason));
        var parsed = HttpUrl.parse(url);
        if (parsed != null) assertRefused(parsed);
        assertThat(TRAP.caught()).isZero();
    }

    private static void assertRefused(HttpUrl url) {
        try (var client = client()) {
            assertThatThrownBy(() -> read(client, url))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class,
                            failure -> assertThat(failure.code()).isEqualTo("outbound_refused"))
                    .hasMessageContaining("can't be called");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = TABLE, delimiter = ';')
    void aRedirectToItIsNotFollowed(String template, String reason) {
        var url = filled(template);
        // Whatever stands in the header comes to the client as it is; a line break would end it.
        if (url.chars().anyMatch(c -> c < ' ' || c > '~')) return;
        var start = HttpUrl.get("http://allowed.test:" + ALLOWED.getPort() + "/");
        var resolved = start.resolve(url);
        if (resolved != null && resolved.host().equals(start.host())) return;
        ALLOWED.enqueue(
                new MockResponse.Builder().code(302).setHeader("Location", url).build());

        assertRefused(start);

        assertThat(TRAP.caught()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://loop4.test:{p}/", "http://rebinding.test:{p}/", "http://[::1]:{p}/"})
    void withoutTheGuardTheTrapIsReached(String template) throws IOException {
        try (var trap = new Trap()) {
            var unguarded = new OkHttpClient.Builder().dns(new NamesThatLie()).build();
            var url = HttpUrl.get(template.replace("{p}", String.valueOf(trap.port())));

            try (var response =
                    unguarded.newCall(new Request.Builder().url(url).build()).execute()) {
                assertThat(response.body().string()).isEqualTo("secret");
            }

            assertThat(trap.caught()).isPositive();
        }
    }

    @Test
    void aCallerIsNotToldWhatStandsBehindAName() {
        try (var client = client()) {
            var unknown = refusal(client, "http://nobody.test:{p}/");
            var inside = refusal(client, "http://loop4.test:{p}/");

            assertThat(inside.getMessage()).doesNotContain("127.0.0.1");
            assertThat(inside.getMessage().replace("loop4", "NAME"))
                    .isEqualTo(unknown.getMessage().replace("nobody", "NAME"));
        }
    }

    private static InvalidRequest refusal(OutboundClient client, String template) {
        try {
            return new InvalidRequest("", read(client, HttpUrl.get(filled(template))));
        } catch (InvalidRequest refused) {
            return refused;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static OutboundClient client() {
        var patience = Duration.ofSeconds(5);
        var names = new NamesThatLie().answer("allowed.test", List.of("127.0.0.1"));
        return OutboundClient.open(new OutboundSettings(rules, patience, patience, patience, 1_000, 3), names);
    }

    private static String read(OutboundClient client, HttpUrl url) throws IOException {
        try (var response =
                client.calls().newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().string();
        }
    }

    private static String filled(String template) {
        return template.replace("{p}", String.valueOf(TRAP.port()))
                .replace("{tab}", "\t")
                .replace("{crlf}", "\r\n")
                .replace("{nul}", "\0")
                .replace("{zwsp}", "\u200b");
    }
}
