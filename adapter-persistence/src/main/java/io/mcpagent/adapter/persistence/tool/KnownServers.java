package io.mcpagent.adapter.persistence.tool;

import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.ToolServerName;

/** Which tool servers there are, for what is kept of them elsewhere. */
final class KnownServers {
    private KnownServers() {}

    /**
     * Has whoever removes it wait for the end of this transaction, and then find what it has written.
     *
     * @throws NotFound with code {@code tool_server_not_found}
     */
    static void hold(Session session, ToolServerName server) {
        // An update that changes nothing locks the row, in both databases.
        if (session.update("UPDATE tool_servers SET name = name WHERE name = ?", server.value()) == 0)
            throw new NotFound("tool_server_not_found", "There is no tool server named %s.".formatted(server.value()));
    }
}
