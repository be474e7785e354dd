package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import okhttp3.Response;

/** What a server with sessions says beside requests. Taken up again when it breaks, ever more rarely. */
final class SideStream {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_FAILURES = 10;

    private final HttpWire wire;
    private final Map<String, String> headers;
    private Optional<String> lastId = Optional.empty();
    private Duration wait = FIRST_WAIT;

    SideStream(HttpWire wire, Map<String, String> headers) {
        this.wire = wire;
        this.headers = headers;
    }

    /** Returns when the wire was closed, or the server has no such stream. */
    void run() {
        try {
            for (var failures = 0; wire.isOpen() && failures < MOST_FAILURES; failures++) {
                if (!once()) return;
                Thread.sleep(wait);
            }
        } catch (InterruptedException | CancellationException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether to try again. */
    private boolean once() {
        try (var response = wire.get(headers, lastId, call -> {})) {
            if (!response.isSuccessful()) return !HttpWire.hasNoStream(response.code()) && longer();
            hear(response);
            return true;
        } catch (IOException | WireFailure | AgentFailure broken) {
            return longer();
        }
    }

    private boolean longer() {
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        return true;
    }

    private void hear(Response response) throws IOException {
        var events = new EventReader(response.body().byteStream());
        for (var event = events.next(); event.isPresent(); event = events.next()) {
            lastId = event.get().id();
            wait = event.get().retry().orElse(FIRST_WAIT);
            if (!event.get().data().isEmpty()) tell(event.get().data());
        }
        wait = events.retry().orElse(FIRST_WAIT);
    }

    private void tell(String data) {
        try {
            MessageReader.some(data.getBytes(StandardCharsets.UTF_8))
                    .forEach(message -> wire.listener().hear(message, Optional.empty()));
        } catch (Malformed noise) {
            throw new WireFailure(WireFailure.Kind.GARBLED, "The server's stream has no messages.", noise);
        }
    }
}
