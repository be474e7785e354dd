package io.mcpagent.application.tool;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What tool servers are administered and called with.
 *
 * @param reaching asked when a server is first needed: an installation that uses none opens nothing for them
 */
public record ToolServerPorts(
        ToolServerRepository servers,
        ToolSignInRecords signIns,
        SecretPort secrets,
        Supplier<ToolServerPort> reaching,
        TransactionPort transactions,
        AuditTrail trail,
        InstantSource clock) {
    /**
     * As one is reached.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code tool_server_not_found}
     */
    public ToolServer server(ToolServerName name) {
        return new ToolServerSecrets(secrets).open(ToolServerService.found(this, name));
    }
}
