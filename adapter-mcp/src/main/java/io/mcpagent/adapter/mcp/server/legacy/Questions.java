package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the server asks a client, and waits for. Safe for use by many threads. */
final class Questions {
    private final Map<RequestId, ArrayBlockingQueue<Message>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final Duration patience;

    /** @param patience how long a client, and the person before it, may take */
    Questions(Duration patience) {
        this.patience = patience;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws RpcFailure when the client refuses, or says nothing for too long
     * @throws CancellationException when the waiting is interrupted
     */
    Json.Obj ask(Outlet outlet, String method, Json.Obj params) {
        var id = RequestId.of(last.incrementAndGet());
        var answer = new ArrayBlockingQueue<Message>(1);
        waiting.put(id, answer);
        try {
            outlet.send(new Message.Request(id, method, params));
            var message = answer.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (message == null) throw refused(method, "it said nothing in " + patience.toSeconds() + " s");
            return switch (message) {
                case Message.Result(var same, var result) -> result;
                case Message.Failure(var same, var error) -> throw refused(method, error.message());
                case Message.Request asked -> throw new IllegalArgumentException("a request is no answer");
                case Message.Notification told -> throw new IllegalArgumentException("a notification is no answer");
            };
        } catch (InterruptedException cancelled) {
            outlet.send(new Message.Notification(
                    "notifications/cancelled", Json.object().with("requestId", id.json())));
            Thread.currentThread().interrupt();
            throw new CancellationException("the request was cancelled while its client was asked");
        } finally {
            waiting.remove(id);
        }
    }

    /** An answer to what nobody asked, or twice, is left alone. */
    void answered(Message answer) {
        var id = switch (answer) {
            case Message.Result(var of, var result) -> Optional.of(of);
            case Message.Failure(var of, var error) -> of;
            case Message.Request asked -> Optional.<RequestId>empty();
            case Message.Notification told -> Optional.<RequestId>empty();
        };
        id.map(waiting::remove).ifPresent(queue -> queue.add(answer));
    }

    private static RpcFailure refused(String method, String why) {
        return new RpcFailure(
                new RpcError(RpcError.INTERNAL_ERROR, "The client did not answer %s: %s".formatted(method, why)));
    }
}
