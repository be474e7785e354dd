package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignInRepository;

/** What is kept of users' sign-ins with tool servers: those that were made, and those that were begun. */
public record ToolSignInRecords(ToolServerSignInRepository made, PendingToolServerSignInRepository begun) {
    /** Those of all users: the server is gone, and one that takes its name is another. */
    void forget(ToolServerName server) {
        begun.removeAll(server);
        made.removeAll(server);
    }
}
