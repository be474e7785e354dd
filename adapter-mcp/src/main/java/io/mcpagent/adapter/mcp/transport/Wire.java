package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A connection to one server. For use by many threads; calls block, and throw {@link WireFailure}, or {@link
 * java.util.concurrent.CancellationException} when their thread is interrupted.
 */
public interface Wire extends AutoCloseable {
    /**
     * Sends a request, once.
     *
     * @param headers of this request, where the wire has headers
     * @param registered is handed the exchange before anything is sent
     */
    Exchange begin(Message.Request request, Map<String, String> headers, Consumer<? super Exchange> registered);

    /** Sends what has no response: a notification, or the response to a request of the server. */
    void send(Message message, Map<String, String> headers);

    /** False when nothing will come or go any more. */
    boolean isOpen();

    /** Ends what is under way as well. */
    @Override
    void close();
}
