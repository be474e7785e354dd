package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.domain.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells apart what comes over a wire that all requests share: responses by their ids, progress by its token, which is the
 * id of its request. All else is the listener's.
 */
final class SharedWire {
    private final Map<RequestId, QueuedExchange> open = new ConcurrentHashMap<>();
    private final Backlog backlog = new Backlog();
    private final Listener listener;
    private volatile Optional<WireFailure> end = Optional.empty();

    SharedWire(Listener listener) {
        this.listener = listener;
    }

    QueuedExchange register(RequestId id) {
        var exchange = new QueuedExchange(backlog, () -> open.remove(id));
        open.put(id, exchange);
        // The wire may have ended before the exchange was among those that were told.
        end.ifPresent(exchange::fail);
        return exchange;
    }

    /**
     * Hands over what came in one piece.
     *
     * @return false when it is no message
     */
    boolean receive(byte[] bytes) {
        try {
            MessageReader.some(bytes).forEach(this::receive);
            return true;
        } catch (Malformed noise) {
            return false;
        }
    }

    private void receive(Message message) {
        switch (message) {
            case Message.Result(var id, var result) -> offer(id, message);
            case Message.Failure(var id, var error) -> id.ifPresent(known -> offer(known, message));
            case Message.Notification(var method, var params)
            when method.equals("notifications/progress") -> token(params).ifPresent(id -> offer(id, message));
            case Message.Notification other -> listener.hear(other, Optional.empty());
            case Message.Request request -> listener.hear(request, Optional.empty());
        }
    }

    /** A response to what nobody waits for any more, or never asked, is dropped. */
    private void offer(RequestId id, Message message) {
        var exchange = open.get(id);
        if (exchange != null) exchange.offer(message);
    }

    static Optional<RequestId> token(Json.Obj progress) {
        return switch (progress.get("progressToken").orElseGet(Json.Null::new)) {
            case Json.Str(var text) -> Optional.of(new RequestId.Text(text));
            case Json.Num(var number)
            when number.stripTrailingZeros().scale() <= 0 -> Optional.of(new RequestId.Numeric(number));
            case Json other -> Optional.empty();
        };
    }

    /** Nothing comes any more. */
    void end(WireFailure why) {
        if (end.isEmpty()) end = Optional.of(why);
        open.values().forEach(exchange -> exchange.fail(why));
    }

    boolean isOpen() {
        return end.isEmpty();
    }
}
