package io.mcpagent.adapter.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StdioWireTest {
    private static final String NOTIFIES = """
            read -r line; echo '{"jsonrpc":"2.0","method":"notifications/message"}'; read -r line
            """;

    /** As it does when what a server sends does not fit into memory. */
    @Test
    void endsWhenItsReaderDoes() {
        var address = new ToolServerAddress.Process("sh", List.of("-c", NOTIFIES), Map.of(), Optional.empty());
        try (var wire = StdioWire.start(address, (message, on) -> {
            throw new StackOverflowError("as a test has it");
        })) {
            var request = new Message.Request(RequestId.of(1), "tools/call", Json.object());
            var exchange = wire.begin(request, Map.of(), registered -> {});

            assertThatThrownBy(() -> exchange.next(Duration.ofSeconds(20))).hasMessageContaining("could not be read");
            assertThat(wire.isOpen()).isFalse();
        }
    }
}
