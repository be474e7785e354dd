package io.mcpagent.adapter.persistence;

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
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Empty records, and a data directory, for each test. */
public abstract class Installation {
    private final SteppingTime time = new SteppingTime();
    private final CountingIds ids = new CountingIds();

    @TempDir
    private Path directory;

    private SqlPersistence persistence;

    protected abstract PersistenceSettings settings();

    @BeforeEach
    void open() {
        persistence = SqlPersistence.open(settings(), time);
    }

    @AfterEach
    void close() {
        persistence.close();
    }

    /** As after the end of the process. */
    public void reopen() {
        close();
        open();
    }

    protected Path directory() {
        return directory;
    }

    public SteppingTime time() {
        return time;
    }

    public IdSource ids() {
        return ids;
    }

    public TransactionPort transactions() {
        return persistence.transactions();
    }

    public TaskQueuePort tasks() {
        return persistence.tasks();
    }

    public RunRepository runs() {
        return persistence.runs();
    }

    public KeptResultRepository keptResults() {
        return persistence.keptResults();
    }

    public InboxRepository inbox() {
        return persistence.inbox();
    }

    public ConversationRepository conversations() {
        return persistence.conversations();
    }

    public CollectionRepository collections() {
        return persistence.collections();
    }

    public DocumentRepository documents() {
        return persistence.documents();
    }

    public UploadRepository uploaded() {
        return persistence.uploaded();
    }

    public IdempotencyRepository idempotency() {
        return persistence.idempotency();
    }

    public ToolServerSignInRepository toolServerSignIns() {
        return persistence.toolServerSignIns();
    }

    public PendingToolServerSignInRepository pendingToolServerSignIns() {
        return persistence.pendingToolServerSignIns();
    }

    public EmbeddingRepository embeddings() {
        return persistence.embeddings();
    }

    public UserRepository users() {
        return persistence.users();
    }

    public GrantRepository grants() {
        return persistence.grants();
    }

    public ApiKeyRepository apiKeys() {
        return persistence.apiKeys();
    }

    public ExternalIdentityRepository externalIdentities() {
        return persistence.externalIdentities();
    }

    public RefreshTokenRepository refreshTokens() {
        return persistence.refreshTokens();
    }

    public ToolServerRepository toolServers() {
        return persistence.toolServers();
    }

    public SigningKeyRepository signingKeys() {
        return persistence.signingKeys();
    }

    public AuditRepository audit() {
        return persistence.audit();
    }
}
