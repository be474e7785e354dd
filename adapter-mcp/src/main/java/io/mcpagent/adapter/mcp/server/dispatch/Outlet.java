package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.protocol.Message;

/**
 * Where messages to a client go. Sending never waits for the client: what nobody can be held up for, a notification, may be
 * left out where too many wait. Safe for use by many threads.
 */
public interface Outlet {
    void send(Message message);
}
