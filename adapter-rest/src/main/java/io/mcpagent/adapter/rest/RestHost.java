package io.mcpagent.adapter.rest;

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
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The opened platform whose use cases are served. */
public interface RestHost {
    AccessServices access();

    AgentService agents();

    AgentGrantService agentGrants();

    CollectionGrantService collectionGrants();

    ToolService tools();

    ToolServerService toolServers();

    ToolPinService toolPins();

    ToolSignInService toolSignIns();

    ChatService chat();

    ConversationService conversations();

    DocumentService documents();

    InboxService inbox();

    RunService runs();

    SearchService search();

    Idempotency idempotency();

    /**
     * Of a token that stands for the owner of the installation, as it lies where nobody else can read it; good for this
     * process alone.
     */
    default Optional<SecretHash> ownerToken() {
        return Optional.empty();
    }

    /** Whoever answers what comes to {@code /mcp}, once it is known who asks and that no strange web page does. */
    interface Mcp {
        /**
         * Answers one request, on the calling thread, however long that takes.
         *
         * @param another to be called before each further request that came along with it (a batch); throws {@link
         *     io.mcpagent.domain.failure.LimitExceeded} for one too many
         */
        void serve(Caller caller, HttpServletRequest request, HttpServletResponse response, Runnable another);

        /** The issuers of whose tokens some are taken; none where callers have keys and tokens of this server alone. */
        List<URI> issuers();

        /** What a token of theirs has to be asked for. */
        List<String> scopes();

        /** Ends the streams that are open, as the server stops. */
        void end();
    }

    /** What answers at {@code /mcp}; nothing is there without. */
    default Optional<Mcp> mcp() {
        return Optional.empty();
    }

    /** Who this installation is, for authorization servers of tool servers; nothing is shown without. */
    default Optional<Json.Obj> clientMetadata() {
        return Optional.empty();
    }

    /** By which requests are counted. */
    RateLimitPort rateLimits();
}
