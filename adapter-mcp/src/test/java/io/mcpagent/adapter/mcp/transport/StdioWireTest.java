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
import org.junit.jupiter.api.Timeout;

class StdioWireTest {
    private static final String NOTIFIES = """
            read -r line; echo '{"jsonrpc":"2.0","method":"notifications/message"}'; read -r line
            """;

    @Test
    @Timeout(60)
    void aProcessThatDoesNotReadHoldsNobodyUp() {
        var deaf = new ToolServerAddress.Process("sleep", List.of("100"), Map.of(), Optional.empty());
        try (var wire = StdioWire.start(deaf, (message, on) -> {})) {
            var large = Json.object().with("text", Json.of("x".repeat(1 << 20)));
            for (var id = 1; id <= 63; id++) send(wire, id, large);
            var last = send(wire, 64, large);

            assertThatThrownBy(() -> send(wire, 65, large)).hasMessageContaining("does not read");
            assertThatThrownBy(() -> last.next(Duration.ofMillis(10)))
                    .isInstanceOfSatisfying(
                            WireFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(WireFailure.Kind.SILENT));
        }
    }

    @Test
    @Timeout(60)
    void whatIsSentToAProcessThatHasEndedIsNotTakenForDone() {
        var brief = new ToolServerAddress.Process("true", List.of(), Map.of(), Optional.empty());
        try (var wire = StdioWire.start(brief, (message, on) -> {})) {
            while (wire.isOpen()) Thread.onSpinWait();

            assertThatThrownBy(() -> send(wire, 1, Json.object()).next(Duration.ofSeconds(20)))
                    .hasMessageContaining("has ended");
        }
    }

    private static Exchange send(StdioWire wire, int id, Json.Obj params) {
        return wire.begin(new Message.Request(RequestId.of(id), "tools/call", params), Map.of(), registered -> {});
    }

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
