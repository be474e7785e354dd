package io.mcpagent.adapter.mcp.server;

import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.access.SecretPort;

/** The opened platform that is offered. */
public interface McpServerHost {
    AgentService agents();

    ChatService chat();

    RunService runs();

    InboxService inbox();

    DocumentService documents();

    SearchService search();

    /** By which what clients carry for the server is sealed. */
    SecretPort secrets();

    /** Of this build. */
    String version();
}
