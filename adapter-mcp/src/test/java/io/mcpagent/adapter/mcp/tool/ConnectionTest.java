package io.mcpagent.adapter.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
        assertThat(connection.isConnected()).isTrue();
        assertThat(connecting.isAlive()).isTrue();
        connected.cancel(true);
    }

    @Test
    @Timeout(20)
    void closingWaitsForNobodyWhoConnects() throws Exception {
        var begun = new CompletableFuture<Void>();
        var connection = new Connection(
                new ToolServerName("slow"),
                () -> {
                    begun.complete(null);
                    return forever();
                },
                InstantSource.system());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connecting = threads.submit(() -> failure(connection));
            begun.join();
            var waiting = threads.submit(() -> failure(connection));

            connection.close();

            assertThat(connecting.get()).contains("slow", "changed or removed", "false");
            assertThat(waiting.get()).contains("slow", "changed or removed");
        }
        assertThat(failure(connection)).contains("changed or removed");
    }

    /** As a wire does. */
    private static Connector.Connected forever() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a tool server was waited for");
        }
    }

    /** Also told as a failure of its own: whoever called goes on, and is not interrupted. */
    private static String failure(Connection connection) {
        try {
            connection.client();
            return "connected";
        } catch (UpstreamFailure failure) {
            return failure.getMessage() + Thread.currentThread().isInterrupted();
        }
    }
}
