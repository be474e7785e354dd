package io.mcpagent.bootstrap;

import io.mcpagent.adapter.mcp.server.McpServerHost;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.access.SecretPort;

/** The platform, for clients of the Model Context Protocol. */
record OfferedPlatform(AgentPlatform platform, String version) implements McpServerHost {
    @Override
    public AgentService agents() {
        return platform.agents();
    }

    @Override
    public ChatService chat() {
        return platform.chat();
    }

    @Override
    public RunService runs() {
        return platform.runs();
    }

    @Override
    public InboxService inbox() {
        return platform.inbox();
    }

    @Override
    public DocumentService documents() {
        return platform.documents();
    }

    @Override
    public SearchService search() {
        return platform.search();
    }

    @Override
    public SecretPort secrets() {
        return platform.secrets();
    }
}
