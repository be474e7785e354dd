package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import java.util.Optional;

/** Hears what a server sends beside the responses to requests and their progress. Must not block for long. */
@FunctionalInterface
public interface Listener {
    /**
     * A request or a notification.
     *
     * @param on the request on whose stream it came, where the wire has a stream for each
     */
    void hear(Message message, Optional<Exchange> on);
}
