package io.mcpagent.adapter.llm.conversation;

import static io.mcpagent.adapter.llm.conversation.WireServer.finish;
import static io.mcpagent.adapter.llm.conversation.WireServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmMessage;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the bytes of a stream. */
class StreamedReplyTest {
    private static final LlmRequest QUESTION = LlmRequest.of("Why?", List.of());

    private final ProviderHttp http = ProviderHttp.open();
    private final List<LlmDelta> deltas = new ArrayList<>();

    @AfterEach
    void close() {
        http.close();
    }

    private LlmReply reply(String... events) throws Exception {
        try (var server = WireServer.streaming(events)) {
            return TestProviders.model(http, TestProviders.at(server.baseUrl())).generate(QUESTION, deltas::add);
        }
    }

    @Test
    void joinsCharactersThatWereCutBetweenPackets() throws Exception {
        var whole = ("data: " + text("naïve 🦊") + "\r\n\r\n: keep-alive\n\nevent: message\ndata: " + finish("stop")
                        + "\n\ndata: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8);
        try (var server = WireServer.answering((request, out) -> {
            WireServer.head(out);
            for (var b : whole) {
                WireServer.chunk(out, new byte[] {b});
            }
            WireServer.end(out);
        })) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));

            assertThat(model.generate(QUESTION, deltas::add).text()).isEqualTo("naïve 🦊");
        }
    }

    @Test
    void endsWithTheMarkOfTheEndThoughTheConnectionStaysOpen() throws Exception {
        try (var server = WireServer.answering((request, out) -> {
            WireServer.head(out);
            WireServer.event(out, text("Because."));
            WireServer.event(out, "[DONE]");
        })) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));

            assertThat(model.generate(QUESTION, deltas::add).text()).isEqualTo("Because.");
            assertThat(server.sawAClose()).isTrue();
        }
    }

    @Test
    void needsNoMarkOfTheEndBehindTheReasonForIt() throws Exception {
        assertThat(reply(text("Because."), finish("stop")).text()).isEqualTo("Because.");
    }

    @Test
    void readsOneCallAfterTheOtherOverOneConnection() throws Exception {
        try (var server = WireServer.streaming(text("x"), finish("stop"), "[DONE]")) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));
            model.generate(QUESTION, deltas::add);

            assertThat(server.sawAClose()).isFalse();
        }
    }

    @Test
    void takesTheUsageThatItAskedFor() throws Exception {
        try (var server = WireServer.streaming(
                text("Because."),
                finish("stop"),
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}",
                "[DONE]")) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));

            assertThat(model.generate(QUESTION, deltas::add).usage()).isEqualTo(new TokenUsage(12, 3));
            assertThat(server.takeRequest().replaceAll("\\s", ""))
                    .contains("\"stream_options\":{\"include_usage\":true}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt_tokens\":-1,\"completion_tokens\":3}",
                "{\"prompt_tokens\":\"many\",\"completion_tokens\":3}",
                "{\"prompt_tokens\":99999999999,\"completion_tokens\":3}",
                "{}",
                "7",
                "null"
            })
    void estimatesAUsageThatCanNotBe(String usage) throws Exception {
        var answer = "word ".repeat(100);
        var reply = reply(text(answer), finish("stop"), "{\"choices\":[],\"usage\":" + usage + "}", "[DONE]");

        assertThat(reply.text()).isEqualTo(answer);
        assertThat(reply.usage().outputTokens()).isBetween(100L, 200L);
        assertThat(reply.usage().inputTokens()).isPositive();
    }

    @Test
    void givesCallsIdsThatAreUniqueInTheRun() throws Exception {
        var old = new ToolCall("call_1", "look", Json.object());
        var messages = List.<LlmMessage>of(
                new FromUser("Why?"), new FromModel("", List.of(old)), new FromTool("call_1", "look", "seen", false));
        try (var server = WireServer.streaming(
                toolCall(0, "\"id\":\"call_1\",", "look", "{}"),
                toolCall(1, "", "look", ""),
                toolCall(2, "\"id\":\"new\",", "look", "{\\\"a\\\":[1,2.50]}"),
                toolCall(3, "\"id\":\"new\",", "look", "{\\\"a\\\":"),
                finish("tool_calls"),
                "[DONE]")) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));

            var calls = model.generate(new LlmRequest("", messages, List.of(), List.of()), deltas::add)
                    .calls();

            var ids = new HashSet<>(calls.stream().map(ToolCall::id).toList());
            assertThat(ids).hasSize(4).contains("new").doesNotContain("call_1");
            assertThat(calls).extracting(ToolCall::tool).containsOnly("look");
            assertThat(calls.stream().map(ToolCall::arguments).map(Json::toString))
                    .containsExactly(
                            Json.object().toString(),
                            Json.object().toString(),
                            JsonTrees.of(JsonTrees.parse("{\"a\":[1,2.50]}").orElseThrow())
                                    .toString(),
                            Json.of("{\"a\":").toString());
        }
    }

    private static String toolCall(int index, String id, String name, String arguments) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":%d,%s\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}]}}]}"
                .formatted(index, id, name, arguments);
    }

    @Test
    void showsTheModelInstructionsPassagesHistoryAndTheWholeSchema() throws Exception {
        var schema = JsonTrees.of(JsonTrees.parse(
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1,\"examples\":[2]}},\"additionalProperties\":false}")
                .orElseThrow());
        var tool = new ToolDefinition("count", "Counts.", (Json.Obj) schema, ToolEffect.READS);
        var unreadable = new ToolCall("c1", "count", Json.of("{broken"));
        var messages = List.<LlmMessage>of(
                new FromUser("How many?"),
                new FromModel("", List.of(unreadable)),
                new FromTool("c1", "count", "no JSON", true));
        try (var server = WireServer.streaming(text("x"), finish("stop"), "[DONE]")) {
            TestProviders.model(http, TestProviders.at(server.baseUrl()))
                    .generate(
                            new LlmRequest("Be brief.", messages, SamplePassages.of("Two. See [3]."), List.of(tool)),
                            deltas::add);

            var request = server.takeRequest();
            var body = JsonTrees.parse(request.substring(request.indexOf("\r\n\r\n")))
                    .orElseThrow();
            assertThat(body.at("/model").asText()).isEqualTo("gpt-test");
            assertThat(body.at("/messages/0/content").asText())
                    .isEqualTo("Be brief.\n\nPassages:\n\n[1] counts.md, line 1\nTwo. See (3).");
            assertThat(body.at("/messages/1/content").asText()).isEqualTo("How many?");
            assertThat(body.at("/messages/2/tool_calls/0/function/arguments").asText())
                    .isEqualTo("{\"unreadable\":\"{broken\"}");
            assertThat(body.at("/messages/3/content").asText()).isEqualTo("The call failed: no JSON");
            assertThat(JsonTrees.of(body.at("/tools/0/function/parameters"))).isEqualTo(schema);
            assertThat(request).contains("POST /v1/chat/completions", "Bearer " + TestProviders.KEY);
        }
    }

    @Test
    void slowsTheServerDownWhenTheSinkIsSlow() throws Exception {
        var sent = new AtomicLong();
        var event = ("data: " + text("x".repeat(60_000)) + "\n\n").getBytes(StandardCharsets.UTF_8);
        var events = 400;
        try (var server = WireServer.answering((request, out) -> {
            WireServer.head(out);
            for (var i = 0; i < events; i++) {
                WireServer.chunk(out, event);
                sent.incrementAndGet();
            }
            WireServer.event(out, finish("stop"));
            WireServer.end(out);
        })) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));
            var inTime = new AtomicLong();

            model.generate(QUESTION, delta -> {
                if (inTime.get() == 0) inTime.set(settled(sent));
            });

            assertThat(inTime.get()).isLessThan(events);
            assertThat(sent).hasValue(events);
        }
    }

    /** What it is when it no longer grows. */
    private static long settled(AtomicLong count) {
        var last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(10))
                .during(Duration.ofMillis(200))
                .until(() -> last.getAndSet(count.get()) == count.get());
        return last.get();
    }

    @Test
    void aConnectionThatTheServerGaveUpIsNotUsedAgain() throws Exception {
        try (var server = WireServer.answering((request, out) -> {
            WireServer.head(out);
            WireServer.event(out, text("Yes."));
            WireServer.event(out, finish("stop"));
            WireServer.end(out);
            throw new IOException("closed as idle, without a word");
        })) {
            var model = TestProviders.model(http, TestProviders.at(server.baseUrl()));
            model.generate(QUESTION, delta -> {});
            // From half a second on, a connection is looked at before it is used.
            await().pollDelay(Duration.ofMillis(600)).until(server::sawAClose);

            assertThat(model.generate(QUESTION, delta -> {}).text()).isEqualTo("Yes.");
        }
    }

    @Test
    void neverRepeatsAPartOfAReplyInAFailure() throws Exception {
        assertThatThrownBy(() -> reply(text("Because."), "{\"secret\":"))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("model_reply_malformed"))
                .hasMessageNotContaining("secret");
        assertThat(deltas.stream().map(LlmDelta::text).collect(Collectors.joining()))
                .isEqualTo("Because.");
    }
}
