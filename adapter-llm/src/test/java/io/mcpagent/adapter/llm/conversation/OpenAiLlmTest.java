package io.mcpagent.adapter.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.testkit.llm.LlmPortContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a chat model, and tools, over HTTP against a server that we did not write. */
class OpenAiLlmTest implements LlmPortContract {
    private static final String FIXTURES = """
            {"fixtures": [
              {"match": {"userMessage": "capital of France"},
               "response": {"content": "The capital of France is Paris. [1] Ça va, naïve 🦊?"}},
              {"match": {"userMessage": "weather", "hasToolResult": true}, "response": {"content": "Mild in both."}},
              {"match": {"userMessage": "weather"},
               "response": {"toolCalls": [
                 {"name": "weather", "arguments": "{\\"city\\":\\"Paris\\",\\"days\\":2}"},
                 {"name": "weather", "arguments": "{\\"city\\":\\"Oslo\\"}"}]}},
              {"match": {"userMessage": "too often"},
               "response": {"error": {"message": "Slow down", "type": "rate_limit_error"}, "status": 429}},
              {"match": {"userMessage": "cut"},
               "response": {"content": "This will never be said to its end."}, "latency": 40, "truncateAfterChunks": 5}
            ]}
            """;

    private static final ToolDefinition WEATHER = new ToolDefinition(
            "weather",
            "The weather of a city.",
            Json.object()
                    .with("type", Json.of("object"))
                    .with(
                            "properties",
                            Json.object()
                                    .with(
                                            "city",
                                            Json.object()
                                                    .with("type", Json.of("string"))
                                                    .with("minLength", Json.of(1)))),
            ToolEffect.READS);

    @TempDir
    static Path directory;

    private static AimockServer server;
    private static ChatModels models;

    @BeforeAll
    static void start() throws Exception {
        var fixtures = Files.writeString(directory.resolve("fixtures.json"), FIXTURES);
        server = AimockServer.start(fixtures);
        models = ChatModels.open(List.of(TestProviders.at(server.baseUrl())));
    }

    @AfterAll
    static void stop() {
        models.close();
        server.close();
    }

    @Override
    public LlmPort llm() {
        return models.named("main/gpt-4o");
    }

    @Test
    void streamsInPiecesWhatItReturnsWhole() {
        var deltas = new ArrayList<LlmDelta>();

        var reply = llm().generate(request(), deltas::add);

        assertThat(reply.text()).isEqualTo("The capital of France is Paris. [1] Ça va, naïve 🦊?");
        assertThat(deltas).hasSizeGreaterThan(5);
        assertThat(reply.calls()).isEmpty();
        assertThat(reply.usage().outputTokens()).isPositive();
        assertThat(reply.usage().inputTokens()).isPositive();
    }

    @Test
    void asksForSeveralToolsAtOnceAndAnswersWithTheirResults() {
        var question = new FromUser("What is the weather?");
        var asked = llm().generate(new LlmRequest("", List.of(question), List.of(), List.of(WEATHER)), delta -> {});

        assertThat(asked.calls()).extracting(ToolCall::tool).containsExactly("weather", "weather");
        assertThat(asked.calls()).extracting(ToolCall::id).doesNotHaveDuplicates();
        assertThat(asked.calls())
                .extracting(ToolCall::arguments)
                .containsExactly(
                        Json.object().with("city", Json.of("Paris")).with("days", Json.of(2)),
                        Json.object().with("city", Json.of("Oslo")));

        var results = asked.calls().stream()
                .map(call -> new FromTool(call.id(), call.tool(), "mild", false))
                .toList();
        var history = List.<LlmMessage>of(question, new FromModel("", asked.calls()), results.get(0), results.get(1));
        var answer = llm().generate(new LlmRequest("", history, List.of(), List.of(WEATHER)), delta -> {});

        assertThat(answer.text()).isEqualTo("Mild in both.");
    }

    @Test
    void saysThatTheServerIsAskedTooOften() {
        try (var http = ProviderHttp.open()) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));

            assertThatThrownBy(() -> model.generate(LlmRequest.of("too often?", List.of()), delta -> {}))
                    .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                        assertThat(failure.code()).isEqualTo("model_rate_limited");
                        assertThat(failure.retryable()).isTrue();
                        assertThat(failure.retryAfter()).isPresent();
                    })
                    .hasMessageContaining("Slow down");
        }
    }

    @Test
    void tellsACutFromAnEnd() {
        var deltas = new ArrayList<LlmDelta>();

        assertThatThrownBy(() -> llm().generate(LlmRequest.of("Say it cut", List.of()), deltas::add))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("model_reply_cut"));
        assertThat(deltas).isNotEmpty();
    }

    @Test
    void listsItsModels() {
        assertThat(models.offeredBy("main")).isNotEmpty();
    }
}
