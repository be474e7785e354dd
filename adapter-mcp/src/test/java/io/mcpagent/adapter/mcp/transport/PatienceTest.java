package io.mcpagent.adapter.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatienceTest {
    /** A call that does not end. */
    private static final class Busy implements OpenCall {
        private Duration last = Duration.ZERO;

        @Override
        public Step next(Duration patience) {
            last = patience;
            return new Step.Progress(1, Optional.empty(), Optional.empty());
        }

        @Override
        public void answer(String key, Json.Obj result) {
            throw new IllegalStateException();
        }

        @Override
        public void refuse(String key, RpcError error) {
            throw new IllegalStateException();
        }

        @Override
        public void close() {
            last = Duration.ZERO;
        }
    }

    @Test
    @Timeout(20)
    void progressDoesNotProlongAHandshake() {
        var busy = new Busy();
        assertThatThrownBy(() -> Patience.inAll(Duration.ofMillis(200)).next(busy))
                .hasMessageContaining("has not answered");
        assertThat(busy.last).isLessThan(Duration.ofMillis(200));
    }

    @Test
    @Timeout(20)
    void oneEndsForAllThatItIsUsedFor() {
        var patience = Patience.of(Duration.ofMillis(20));
        assertThatThrownBy(() -> patience.next(new Busy())).hasMessageContaining("has not answered");
        assertThatThrownBy(() -> patience.next(new Busy())).hasMessageContaining("has not answered");
    }
}
