package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import java.time.Duration;

/** A request and what comes back for it. Read by one thread at a time. */
public interface Exchange extends AutoCloseable {
    /**
     * What comes next for the request: notifications of its progress, messages that were {@link #offer offered}, and last
     * its {@link Message.Result} or {@link Message.Failure}.
     *
     * @param patience for how long nothing may come
     * @throws WireFailure {@code SILENT} when that has passed; nothing comes after it
     */
    Message next(Duration patience);

    /** Puts a message of the server that belongs to this request among what comes. */
    void offer(Message message);

    /** Whether the response is there, read or not, or the wire broke. */
    boolean isAnswered();

    /** Whether closing it tells the server that nobody waits any more; else it has to be told by a message. */
    boolean isCancelledByClosing();

    /** What comes after it is dropped. */
    @Override
    void close();
}
