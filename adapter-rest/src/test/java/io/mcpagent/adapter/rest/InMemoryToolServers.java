package io.mcpagent.adapter.rest;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerPorts;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolSignInRecords;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.tool.FakeToolServers;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.ScriptedToolServerSignIns;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.util.List;

/** Tool servers that are fakes, and what is said of them. */
record InMemoryToolServers(
        FakeToolServers reached, ToolServerService service, ToolPinService pins, ToolSignInService signIns) {
    static InMemoryToolServers over(
            InMemoryStore store, AuditTrail trail, Authorization authorization, SteppingTime time) {
        var reached = new FakeToolServers();
        var secrets = new InMemorySecrets();
        var signIns = new ScriptedToolServerSignIns(time);
        var ports = new ToolServerPorts(
                new InMemoryToolServerRepository(store),
                new ToolSignInRecords(
                        new InMemoryToolServerSignInRepository(store),
                        new InMemoryPendingToolServerSignInRepository(store)),
                secrets,
                () -> reached,
                new InMemoryTransactions(store),
                trail,
                time);
        return new InMemoryToolServers(
                reached,
                new ToolServerService(ports, authorization),
                new ToolPinService(ports, authorization, () -> List.of("current_time")),
                new ToolSignInService(authorization, () -> signIns, ports::server, trail));
    }
}
