package io.mcpagent.testkit;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.ExternalIdentityRepository;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.access.InMemoryApiKeyRepository;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryExternalIdentityRepository;
import io.mcpagent.testkit.access.InMemoryGrantRepository;
import io.mcpagent.testkit.access.InMemoryRefreshTokenRepository;
import io.mcpagent.testkit.access.InMemorySigningKeyRepository;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.conversation.InMemoryConversationRepository;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.document.InMemoryUploadRepository;
import io.mcpagent.testkit.idempotency.InMemoryIdempotencyRepository;
import io.mcpagent.testkit.llm.InMemoryEmbeddingRepository;
import io.mcpagent.testkit.run.InMemoryInboxRepository;
import io.mcpagent.testkit.run.InMemoryKeptResultRepository;
import io.mcpagent.testkit.run.InMemoryRunRepository;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;

/** The fakes that share a store, for the contracts that they are held to. */
public abstract class InMemoryInstallation {
    private final SteppingTime time = new SteppingTime();
    private final CountingIds ids = new CountingIds();
    private final InMemoryStore store = new InMemoryStore(time);

    public SteppingTime time() {
        return time;
    }

    public IdSource ids() {
        return ids;
    }

    public TransactionPort transactions() {
        return new InMemoryTransactions(store);
    }

    public TaskQueuePort tasks() {
        return new InMemoryTaskQueue(store);
    }

    public RunRepository runs() {
        return new InMemoryRunRepository(store);
    }

    public KeptResultRepository keptResults() {
        return new InMemoryKeptResultRepository(store);
    }

    public InboxRepository inbox() {
        return new InMemoryInboxRepository(store);
    }

    public ConversationRepository conversations() {
        return new InMemoryConversationRepository(store);
    }

    public CollectionRepository collections() {
        return new InMemoryCollectionRepository(store);
    }

    public DocumentRepository documents() {
        return new InMemoryDocumentRepository(store);
    }

    public UploadRepository uploaded() {
        return new InMemoryUploadRepository(store);
    }

    public ToolServerSignInRepository toolServerSignIns() {
        return new InMemoryToolServerSignInRepository(store);
    }

    public PendingToolServerSignInRepository pendingToolServerSignIns() {
        return new InMemoryPendingToolServerSignInRepository(store);
    }

    public EmbeddingRepository embeddings() {
        return new InMemoryEmbeddingRepository(store);
    }

    public UserRepository users() {
        return new InMemoryUserRepository(store);
    }

    public GrantRepository grants() {
        return new InMemoryGrantRepository(store);
    }

    public ApiKeyRepository apiKeys() {
        return new InMemoryApiKeyRepository(store);
    }

    public IdempotencyRepository idempotency() {
        return new InMemoryIdempotencyRepository(store);
    }

    public ExternalIdentityRepository externalIdentities() {
        return new InMemoryExternalIdentityRepository(store);
    }

    public RefreshTokenRepository refreshTokens() {
        return new InMemoryRefreshTokenRepository(store);
    }

    public ToolServerRepository toolServers() {
        return new InMemoryToolServerRepository(store);
    }

    public SigningKeyRepository signingKeys() {
        return new InMemorySigningKeyRepository(store);
    }

    public AuditRepository audit() {
        return new InMemoryAuditRepository(store);
    }
}
