package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.document.DocumentPorts;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.IngestionSettings;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.application.llm.Models;
import io.mcpagent.application.retrieval.HybridSearch;
import io.mcpagent.application.retrieval.ReadableDocuments;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.Answering;
import io.mcpagent.application.run.LocalRunStream;
import io.mcpagent.application.run.RunAccess;
import io.mcpagent.application.run.RunCallers;
import io.mcpagent.application.run.RunDriver;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.application.run.RunService;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryGrantRepository;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.agent.InMemoryAgentRepository;
import io.mcpagent.testkit.conversation.InMemoryConversationRepository;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.document.InMemoryFileStore;
import io.mcpagent.testkit.document.InMemoryUploadRepository;
import io.mcpagent.testkit.document.InMemoryUploadStore;
import io.mcpagent.testkit.document.PlainTextExtraction;
import io.mcpagent.testkit.idempotency.InMemoryIdempotencyRepository;
import io.mcpagent.testkit.ratelimit.InMemoryRateLimits;
import io.mcpagent.testkit.run.InMemoryInboxRepository;
import io.mcpagent.testkit.run.InMemoryKeptResultRepository;
import io.mcpagent.testkit.run.InMemoryRunRepository;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The use cases without {@link AgentPlatform}: real models and a real index over records in memory. */
class HandWiredTest {
    private static final Caller ADA = new Caller(new UserId("ada"), Set.of(Role.EDITOR), Optional.empty());
    private static final Path ROOT = Path.of("/notes").toAbsolutePath();

    private final SteppingTime time = new SteppingTime();
    private final CountingIds ids = new CountingIds();
    private final InMemoryStore store = new InMemoryStore(time);
    private final InMemoryTaskQueue tasks = new InMemoryTaskQueue(store);
    private final InMemoryTransactions transactions = new InMemoryTransactions(store);
    private final AuditTrail trail = new AuditTrail(new InMemoryAuditRepository(store), ids, time);
    private final Authorization authorization = new Authorization(new InMemoryGrantRepository(store), denial -> {});
    private final Idempotency idempotency = new Idempotency(
            authorization, new InMemoryIdempotencyRepository(store), transactions, new InMemorySecrets(), time);
    private final InMemoryFileStore files = new InMemoryFileStore();

    @TempDir
    private Path folder;

    @Test
    void answersWithRealModelsOverRecordsInMemory() {
        files.addRoot(ROOT);
        files.put(ROOT, "tower.txt", "The Eiffel Tower is 330 metres tall. It stands in Paris.");
        var settings = TestSettings.in(folder);
        try (var embeddings = LocalEmbeddings.open(settings.embedding());
                var index = LuceneVectors.open(settings.index());
                var leases = new LeaseKeeper(tasks, Duration.ofSeconds(10))) {
            var documents = documents(embeddings, index, leases);
            documents.sync(ADA, new SyncRequest(ROOT), progress -> {});

            var answer = chat(embeddings, index, leases)
                    .ask(ADA, new AskRequest("How tall is the Eiffel Tower?"))
                    .answer()
                    .orElseThrow();

            assertThat(answer.answer()).startsWith("The Eiffel Tower is 330 metres tall. [1]");
            assertThat(answer.citations().getFirst().document()).isEqualTo("tower.txt");
        }
    }

    private DocumentService documents(LocalEmbeddings embeddings, LuceneVectors index, LeaseKeeper leases) {
        var ports = new DocumentPorts(
                files,
                new InMemoryUploadStore(),
                new PlainTextExtraction(),
                embeddings,
                index.store(),
                new InMemoryCollectionRepository(store),
                new InMemoryDocumentRepository(store),
                new InMemoryUploadRepository(store),
                tasks,
                transactions,
                trail);
        return DocumentService.over(
                ports, authorization, new IngestionSettings(448, 1), leases, ids, time, idempotency);
    }

    private ChatService chat(LocalEmbeddings embeddings, LuceneVectors index, LeaseKeeper leases) {
        var scopes = new Scopes(new InMemoryCollectionRepository(store), authorization);
        var search = new SearchService(
                authorization,
                scopes,
                new HybridSearch(
                        embeddings, index.store(), TestSettings.in(folder).retrieval(), System::nanoTime),
                index.store(),
                new InMemoryDocumentRepository(store));
        var model = Models.only(new ExtractiveLlm(embeddings, index.analysis()));
        var ports = new RunPorts(
                new InMemoryRunRepository(store),
                new LocalRunStream(),
                new InMemoryInboxRepository(store),
                tasks,
                new InMemoryConversationRepository(store),
                new InMemoryKeptResultRepository(store),
                transactions,
                trail);
        var sources = new RunDriver.Sources(ids, time);
        var access = new RunAccess(
                authorization,
                new RunCallers(new InMemoryUserRepository(store)),
                new ReadableDocuments(scopes, new InMemoryDocumentRepository(store)));
        var answering = new Answering(
                search,
                scopes,
                model,
                new Toolbox(List.of()),
                new ToolChoice(ToolSettings.DEFAULT, embeddings, index.analysis()),
                access,
                new TokenAllowance(new InMemoryRateLimits(InstantSource.system()), Optional.empty()));
        var driver = RunDriver.over(ports, answering, leases, sources);
        var agents = new Agents(new InMemoryAgentRepository(List.of()), model, authorization);
        return new ChatService(
                authorization,
                ports,
                driver,
                scopes,
                agents,
                sources,
                new ChatService.Repeats(idempotency, new RunService(access, ports, driver)));
    }
}
