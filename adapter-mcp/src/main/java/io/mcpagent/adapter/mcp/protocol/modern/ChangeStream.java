package io.mcpagent.adapter.mcp.protocol.modern;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.ServerInfo;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Listens for changes of what a server offers ({@code subscriptions/listen}), as long as the client is open. */
final class ChangeStream {
    private static final Duration WHOLE = Duration.ofDays(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_FAILURES = 10;

    private final ModernClient client;
    private final Json.Obj filter;

    private ChangeStream(ModernClient client, Json.Obj filter) {
        this.client = client;
        this.filter = filter;
    }

    /** Does nothing for a server whose lists do not change. */
    static void listen(ModernClient client, ServerInfo server) {
        var filter = Json.object();
        for (var list : new String[] {"tools", "resources", "prompts"}) {
            if (server.has(list, "listChanged")) filter = filter.with(list + "ListChanged", Json.of(true));
        }
        if (filter.members().isEmpty()) return;
        var stream = new ChangeStream(client, filter);
        Thread.ofVirtual().name("tool-server-changes").start(stream::run);
    }

    private void run() {
        try {
            for (var failures = 0; client.isOpen() && failures < MOST_FAILURES; failures++) {
                if (!once()) return;
                Thread.sleep(FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
            }
        } catch (InterruptedException | CancellationException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is worth another try: not where the server says that it has no such thing. */
    private boolean once() {
        var params = Json.object().with("notifications", filter);
        try (var call = client.begin("subscriptions/listen", params, Map.of())) {
            // What changes is heard by the client; here comes the end alone.
            return !(call.next(WHOLE) instanceof Step.Failed);
        } catch (WireFailure broken) {
            return broken.kind() != WireFailure.Kind.REFUSED;
        } catch (Malformed | AgentFailure useless) {
            return false;
        }
    }
}
