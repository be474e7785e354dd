package io.mcpagent.adapter.llm.conversation;

import static io.mcpagent.adapter.llm.conversation.WireServer.finish;
import static io.mcpagent.adapter.llm.conversation.WireServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call fails with, and that the key is in none of it. */
class FailuresTest {
    private static final LlmRequest QUESTION = LlmRequest.of("Why?", List.of());
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ProviderHttp http = ProviderHttp.open();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private LlmPort model(URI baseUrl) {
        var settings = TestProviders.at(baseUrl, TestProviders.limits(5_000, 10_000));
        return new OpenAiProvider(settings, http, InstantSource.fixed(NOW)).once("gpt-test");
    }

    private UpstreamFailure failure(MockResponse response) {
        server.enqueue(response);
        return failure(model(URI.create("http://127.0.0.1:" + server.getPort() + "/v1")));
    }

    private static UpstreamFailure failure(LlmPort model) {
        var failure = catchThrowableOfType(UpstreamFailure.class, () -> model.generate(QUESTION, delta -> {}));
        assertThat(failure).isNotNull();
        var everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain(TestProviders.KEY);
        return failure;
    }

    private static MockResponse.Builder stream(String... events) {
        var body = new StringBuilder();
        for (var event : events) {
            body.append("data: ").append(event).append("\n\n");
        }
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(body.toString());
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource({
        "401, invalid_api_key,         model_unauthorized,     false, llm.providers.main.api-key",
        "403, '',                      model_unauthorized,     false, llm.providers.main.api-key",
        "404, model_not_found,         model_not_found,        false, llm.providers.main.base-url",
        "400, context_length_exceeded, model_context_exceeded, false, longer context",
        "400, '',                      model_request_refused,  false, (400)",
        "413, '',                      model_request_refused,  false, (413)",
        "429, rate_limit_exceeded,     model_rate_limited,     true,  (429)",
        "429, insufficient_quota,      model_quota_exhausted,  false, Top it up",
        "500, '',                      model_unavailable,      true,  (500)",
        "503, '',                      model_unavailable,      true,  (503)",
        "529, '',                      model_unavailable,      true,  (529)",
        "302, '',                      model_request_refused,  false, llm.providers.main.base-url",
    })
    void saysWhatARefusalMeans(int status, String code, String expected, boolean retryable, String advice) {
        var failure = failure(new MockResponse.Builder()
                .code(status)
                .addHeader("Location", "http://127.0.0.1:1/")
                .body("{\"error\":{\"message\":\"no, \\u001b[31m%s\",\"code\":\"%s\"}}"
                        .formatted(TestProviders.KEY, code))
                .build());

        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure).hasMessageContaining(advice).hasMessageContaining("saying: \"no,  [31m***\"");
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource({
        "Retry-After,    7,                               PT7S",
        "Retry-After,    'Tue, 24 Nov 2026 12:01:30 GMT', PT1M30S",
        "Retry-After,    'Tue, 24 Nov 2026 11:00:00 GMT', PT0S",
        "Retry-After,    soon,                            ",
        "Retry-After,    -5,                              ",
        "retry-after-ms, 1500,                            PT1.5S",
    })
    void heedsHowLongAServerWantsToBeLeftAlone(String header, String value, Duration expected) {
        for (var status : List.of(429, 503)) {
            var failure = failure(new MockResponse.Builder()
                    .code(status)
                    .addHeader(header, value)
                    .body("later")
                    .build());

            assertThat(failure.retryAfter()).isEqualTo(Optional.ofNullable(expected));
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void understandsHeadersWhoseCaseIsMixed() {
        var failure = failure(new MockResponse.Builder()
                .code(429)
                .addHeader("X-Limit", "1")
                .addHeader("x-limit", "2")
                .addHeader("RETRY-AFTER", "7")
                .build());

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void takesAnErrorInTheStreamForOne() {
        var failure = failure(stream(text("Because"), "{\"error\":{\"message\":\"overloaded\",\"code\":503}}")
                .build());

        assertThat(failure.code()).isEqualTo("model_unavailable");
        assertThat(failure).hasMessageContaining("overloaded");
    }

    @Test
    void tellsACutFromAnEnd() {
        assertThat(failure(stream(text("Because")).build()).code()).isEqualTo("model_reply_cut");
        assertThat(failure(stream(text("Because"), text("of"))
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build())
                        .code())
                .isEqualTo("model_reply_cut");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"choices\":",
                "[1]",
                "nonsense",
                "{\"choices\":\"none\"}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":7}}]}",
            })
    void refusesWhatIsNoPartOfAReply(String event) {
        var failure =
                failure(stream(text("Because"), event, finish("stop"), "[DONE]").build());

        assertThat(failure.code()).isEqualTo("model_reply_malformed");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void refusesJsonThatIsNestedWithoutEnd() {
        var failure = failure(stream("{\"a\":".repeat(100_000), finish("stop")).build());

        assertThat(failure.code()).isEqualTo("model_reply_malformed");
    }

    @Test
    void pointsAtTheAddressWhereAWebPageAnswers() {
        var failure = failure(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html>Welcome</html>")
                .build());

        assertThat(failure.code()).isEqualTo("model_reply_malformed");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageContaining("text/html").hasMessageContaining("llm.providers.main.base-url");
    }

    @Test
    void takesNothingForNoAnswer() {
        assertThat(failure(stream(finish("stop"), "[DONE]").build()).code()).isEqualTo("model_said_nothing");
        assertThat(failure(stream(text(" \\n"), finish("stop"), "[DONE]").build())
                        .code())
                .isEqualTo("model_said_nothing");
        assertThat(failure(stream(finish("content_filter"), "[DONE]").build()).code())
                .isEqualTo("model_reply_filtered");
    }

    @Test
    void refusesAPartThatIsTooLargeToBeOne() {
        var failure = failure(
                stream(text("x".repeat(5 << 20)), finish("stop"), "[DONE]").build());

        assertThat(failure.code()).isEqualTo("model_reply_too_large");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void stopsAReplyThatFloods() throws Exception {
        var mebibyte = text("x".repeat(1 << 20));
        try (var flood = WireServer.answering((request, out) -> {
            WireServer.head(out);
            while (true) {
                WireServer.event(out, mebibyte);
            }
        })) {
            var failure = failure(model(flood.baseUrl()));

            assertThat(failure.code()).isEqualTo("model_reply_too_large");
            assertThat(flood.sawAClose()).isTrue();
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        }

        var failure = failure(model(nobody));

        assertThat(failure.code()).isEqualTo("model_unavailable");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining(nobody.toString()).hasMessageContaining("llm.providers.main.base-url");
    }

    @Test
    void refusesAKeyThatCouldNotBeSentWithoutRepeatingIt() {
        var broken = Optional.of(TestProviders.KEY + "\n");

        assertThatThrownBy(() -> new ProviderSettings(
                        "main",
                        ProviderSettings.Type.OPENAI,
                        ProviderSettings.OPENAI,
                        broken,
                        ProviderSettings.Limits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llm.providers.main.api-key")
                .hasMessageNotContaining(TestProviders.KEY);
        assertThat(TestProviders.at(ProviderSettings.OPENAI).toString()).doesNotContain(TestProviders.KEY);
    }
}
