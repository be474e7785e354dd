package io.mcpagent.adapter.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectionTest {
    @Test
    @Timeout(20)
    void aServerThatIsBeingConnectedDelaysNobodyWhoAsksHowItStands() {
        var begun = new CompletableFuture<Void>();
        var connected = new CompletableFuture<Connector.Connected>();
        var connection = new Connection(
                new ToolServerName("slow"),
                () -> {
                    begun.complete(null);
                    return connected.join();
                },
                InstantSource.system());
        var connecting = Thread.startVirtualThread(connection::client);
        begun.join();

        assertThat(connection.state().phase()).isEqualTo(Phase.IDLE);
        assertThat(connecting.isAlive()).isTrue();
        connected.cancel(true);
    }
}
