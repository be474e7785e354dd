package io.mcpagent.adapter.llm.conversation;

import static io.mcpagent.adapter.llm.conversation.WireServer.finish;
import static io.mcpagent.adapter.llm.conversation.WireServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmRequest;
import java.net.URI;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection between two calls. */
class KeptConnectionsTest {
    private static final LlmRequest QUESTION = LlmRequest.of("Why?", List.of());

    private final MockWebServer server = new MockWebServer();
    private final ModelHttp http = new ModelHttp();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private ProviderSettings settings() {
        return TestProviders.at(URI.create("http://127.0.0.1:" + server.getPort() + "/v1"));
    }

    private static MockResponse.Builder reply() {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body("data: %s\n\ndata: %s\n\ndata: [DONE]\n\n".formatted(text("Because."), finish("stop")));
    }

    @Test
    void oneServesManyCalls() throws Exception {
        var model = TestProviders.model(http, settings());
        for (var i = 0; i < 3; i++) {
            server.enqueue(reply().build());
            model.generate(QUESTION, delta -> {});
            assertThat(server.takeRequest().getConnectionIndex()).isZero();
        }
    }

    @Test
    void noReplyIsAskedForPacked() throws Exception {
        server.enqueue(reply().build());

        TestProviders.model(http, settings()).generate(QUESTION, delta -> {});

        assertThat(server.takeRequest().getHeaders().values("Accept-Encoding")).containsExactly("identity");
    }

    @Test
    void oneThatTheServerClosedMeanwhileFailsNoAnswer() {
        try (var models = ChatModels.open(List.of(settings()))) {
            var model = models.named("main/gpt-test");
            server.enqueue(reply().onResponseEnd(new SocketEffect.CloseSocket()).build());
            server.enqueue(reply().build());
            model.generate(QUESTION, delta -> {});

            assertThat(model.generate(QUESTION, delta -> {}).text()).isEqualTo("Because.");
        }
    }

    @Test
    void aQuestionThatTheServerMayHaveHeardIsNotSentAgainBeneathUs() {
        var model = TestProviders.model(http, settings());
        server.enqueue(reply().build());
        model.generate(QUESTION, delta -> {});
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThatThrownBy(() -> model.generate(QUESTION, delta -> {}))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("model_unavailable");
                    assertThat(failure.retryable()).isTrue();
                });
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void nothingIsSentAnyMoreWhenAllIsClosed() {
        var model = TestProviders.model(http, settings());

        http.close();

        assertThatThrownBy(() -> model.generate(QUESTION, delta -> {})).isInstanceOf(UpstreamFailure.class);
        assertThat(server.getRequestCount()).isZero();
    }
}
