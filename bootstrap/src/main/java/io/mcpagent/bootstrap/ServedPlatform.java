package io.mcpagent.bootstrap;

import io.mcpagent.adapter.rest.RestHost;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunService;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import java.util.Optional;

/** The platform, for the HTTP server. */
record ServedPlatform(
        AgentPlatform platform,
        Optional<SecretHash> ownerToken,
        Optional<RestHost.Mcp> mcp,
        Optional<Json.Obj> clientMetadata)
        implements RestHost {
    ServedPlatform(AgentPlatform platform) {
        this(platform, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public AccessServices access() {
        return platform.access();
    }

    @Override
    public AgentService agents() {
        return platform.agents();
    }

    @Override
    public AgentGrantService agentGrants() {
        return platform.agentGrants();
    }

    @Override
    public CollectionGrantService collectionGrants() {
        return platform.collectionGrants();
    }

    @Override
    public ToolService tools() {
        return platform.tools();
    }

    @Override
    public ToolServerService toolServers() {
        return platform.toolServers();
    }

    @Override
    public ToolPinService toolPins() {
        return platform.toolPins();
    }

    @Override
    public ToolSignInService toolSignIns() {
        return platform.toolSignIns();
    }

    @Override
    public ChatService chat() {
        return platform.chat();
    }

    @Override
    public ConversationService conversations() {
        return platform.conversations();
    }

    @Override
    public DocumentService documents() {
        return platform.documents();
    }

    @Override
    public InboxService inbox() {
        return platform.inbox();
    }

    @Override
    public RunService runs() {
        return platform.runs();
    }

    @Override
    public SearchService search() {
        return platform.search();
    }

    @Override
    public RateLimitPort rateLimits() {
        return platform.rateLimits();
    }

    @Override
    public Idempotency idempotency() {
        return platform.idempotency();
    }
}
