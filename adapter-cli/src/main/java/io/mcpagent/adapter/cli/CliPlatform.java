package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunService;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSignInService;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * An opened platform, as commands use it.
 *
 * @param notices what a person should know once, such as that no chat model is configured, and was not told yet; for
 *     stderr. Who takes them shows them
 * @param shutdown closes everything that was opened
 */
public record CliPlatform(
        ChatService chat,
        ConversationService conversations,
        RunService runs,
        InboxService inbox,
        AgentService agents,
        ToolService tools,
        ToolServerService toolServers,
        ToolPinService toolPins,
        ToolSignInService toolSignIns,
        SearchService search,
        DocumentService documents,
        AccessServices access,
        CollectionGrantService collectionGrants,
        AgentGrantService agentGrants,
        Path dataDirectory,
        Supplier<List<String>> notices,
        Runnable shutdown)
        implements AutoCloseable {
    @Override
    public void close() {
        shutdown.run();
    }
}
