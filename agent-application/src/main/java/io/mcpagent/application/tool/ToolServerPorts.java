package io.mcpagent.application.tool;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.domain.access.SecretPort;
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
        SecretPort secrets,
        Supplier<ToolServerPort> reaching,
        TransactionPort transactions,
        AuditTrail trail,
        InstantSource clock) {}
