package io.mcpagent.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.testkit.access.InMemorySecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverStandardStreamsTest {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";

    @Test
    void bothErasAreSpokenAndNothingElse() {
        var said = talk(
                INITIALIZE,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"test_tool_with_progress\",\"_meta\":{\"progressToken\":5}}}",
                McpHttp.calling("test_simple_text", "").replace("\"id\":1", "\"id\":2"));

        assertThat(said).hasSize(6);
        assertThat(said.stream()
                        .filter(message -> message instanceof Message.Notification(var method, var params)
                                && method.equals("notifications/progress")))
                .hasSize(3);
        assertThat(said.stream().filter(Message.Result.class::isInstance)).hasSize(3);
    }

    @Test
    void whatIsNoMessageIsAnsweredAndWhatFollowsIsHeard() {
        var said = talk(
                "SHOUTING",
                "[]",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}",
                "x".repeat(17 << 20),
                "",
                McpHttp.calling("test_simple_text", "").replace("\"id\":1", "\"id\":2"));

        assertThat(said.stream().filter(Message.Failure.class::isInstance)).hasSize(4);
        assertThat(said.stream().filter(Message.Result.class::isInstance)).hasSize(1);
    }

    @Test
    void beforeTheHandshakeARequestHasToSayAllOfItself() {
        assertThat(talk("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                .singleElement()
                .isInstanceOf(Message.Failure.class);
    }

    private static List<Message> talk(String... lines) {
        var out = new ByteArrayOutputStream();
        try (var server = McpServer.over(
                McpServerSettings.DEFAULT, new FixtureOffer(), new InMemorySecrets(), InstantSource.system())) {
            var in = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            server.talk(Caller.LOCAL_OWNER, new ByteArrayInputStream(in), out);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> MessageReader.one(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
