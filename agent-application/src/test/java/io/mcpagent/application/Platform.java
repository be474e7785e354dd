package io.mcpagent.application;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.access.Denial;
import io.mcpagent.application.access.Shares;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.application.document.DocumentPorts;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.IndexRepair;
import io.mcpagent.application.document.IngestionSettings;
import io.mcpagent.application.document.SyncReport;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.llm.CachingEmbedding;
import io.mcpagent.application.retrieval.HybridSearch;
import io.mcpagent.application.retrieval.ReadableDocuments;
import io.mcpagent.application.retrieval.RetrievalSettings;
import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.Answering;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.LocalRunStream;
import io.mcpagent.application.run.RunAccess;
import io.mcpagent.application.run.RunCallers;
import io.mcpagent.application.run.RunDriver;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.application.run.RunService;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.application.tool.ClockTool;
import io.mcpagent.application.tool.DocumentTools;
import io.mcpagent.application.tool.ServedTools;
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerPorts;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.application.tool.ToolSignInRecords;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolServerPort;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryGrantRepository;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.agent.InMemoryAgentRepository;
import io.mcpagent.testkit.conversation.InMemoryConversationRepository;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.document.InMemoryUploadRepository;
import io.mcpagent.testkit.document.PlainTextExtraction;
import io.mcpagent.testkit.idempotency.InMemoryIdempotencyRepository;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.llm.InMemoryEmbeddingRepository;
import io.mcpagent.testkit.ratelimit.InMemoryRateLimits;
import io.mcpagent.testkit.retrieval.PlainTextAnalysis;
import io.mcpagent.testkit.run.InMemoryInboxRepository;
import io.mcpagent.testkit.run.InMemoryKeptResultRepository;
import io.mcpagent.testkit.run.InMemoryRunRepository;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.ScriptedToolServerSignIns;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One process: the use cases over the fakes of a {@link Machine}. */
public final class Platform implements AutoCloseable {
    public static final Caller ADA = new Caller(new UserId("ada"), Set.of(Role.EDITOR), Optional.empty());
    public static final Caller BOB = new Caller(new UserId("bob"), Set.of(Role.EDITOR), Optional.empty());

    public final DocumentPorts documentPorts;
    public final RunPorts runPorts;
    /** Each that there was. */
    public final List<Denial> denials = new CopyOnWriteArrayList<>();

    public final UserRepository users;
    public final GrantRepository grants;
    public final Authorization authorization;
    public final Scopes scopes;
    public final SearchService search;
    public final RunDriver driver;
    public final RunService runs;
    public final InboxService inbox;
    public final ConversationService conversations;
    public final Idempotency idempotency;
    public final DocumentService documents;
    public final Agents agents;
    public final AgentService agentService;
    public final ToolService toolService;
    public final ToolSignInService toolSignIns;
    public final ToolServerPorts toolServerPorts;
    public final ToolServerService toolServers;
    public final ToolPinService toolPins;
    public final AuditRepository audit;
    public final CollectionGrantService collectionGrants;
    public final AgentGrantService agentGrants;
    public final ChatService chat;
    private final LeaseKeeper leases;

    Platform(Machine machine, LlmPort model, Interposer by) {
        var store = machine.store;
        var tasks = by.between(TaskQueuePort.class, new InMemoryTaskQueue(store));
        var transactions = by.between(TransactionPort.class, new InMemoryTransactions(store));
        audit = by.between(AuditRepository.class, new InMemoryAuditRepository(store));
        var trail = new AuditTrail(audit, machine.ids(), machine.time);
        var embeddings = new CachingEmbedding(
                by.between(EmbeddingPort.class, new HashedEmbeddings()),
                by.between(EmbeddingRepository.class, new InMemoryEmbeddingRepository(store)));
        documentPorts = new DocumentPorts(
                by.between(FileStorePort.class, machine.files),
                by.between(UploadStorePort.class, machine.uploads),
                by.between(TextExtractionPort.class, new PlainTextExtraction()),
                embeddings,
                by.between(VectorStorePort.class, machine.index),
                by.between(CollectionRepository.class, new InMemoryCollectionRepository(store)),
                by.between(DocumentRepository.class, new InMemoryDocumentRepository(store)),
                by.between(UploadRepository.class, new InMemoryUploadRepository(store)),
                tasks,
                transactions,
                trail);
        runPorts = new RunPorts(
                by.between(RunRepository.class, new InMemoryRunRepository(store)),
                new LocalRunStream(),
                by.between(InboxRepository.class, new InMemoryInboxRepository(store)),
                tasks,
                by.between(ConversationRepository.class, new InMemoryConversationRepository(store)),
                by.between(KeptResultRepository.class, new InMemoryKeptResultRepository(store)),
                transactions,
                trail);
        leases = new LeaseKeeper(tasks, Duration.ofHours(1));
        users = by.between(UserRepository.class, new InMemoryUserRepository(store));
        grants = by.between(GrantRepository.class, new InMemoryGrantRepository(store));
        authorization = new Authorization(grants, denials::add);
        scopes = new Scopes(documentPorts.collections(), authorization);
        var hybrid = new HybridSearch(
                embeddings, documentPorts.store(), new RetrievalSettings(1_000, FusionMethod.MIN_MAX, .5), () -> 0);
        search = new SearchService(authorization, scopes, hybrid, documentPorts.store(), documentPorts.documents());
        toolServerPorts = new ToolServerPorts(
                by.between(ToolServerRepository.class, new InMemoryToolServerRepository(store)),
                new ToolSignInRecords(
                        new InMemoryToolServerSignInRepository(store),
                        new InMemoryPendingToolServerSignInRepository(store)),
                machine.secrets,
                () -> by.between(ToolServerPort.class, machine.toolServers),
                transactions,
                trail,
                machine.time);
        toolServers = new ToolServerService(toolServerPorts, authorization);
        toolPins = new ToolPinService(toolServerPorts, authorization, () -> List.of("current_time", "ping"));
        var tools = new Toolbox(
                List.of(
                        new DocumentTools(scopes, search, documentPorts.documents()),
                        new ClockTool(machine.time),
                        by.between(ToolPort.class, machine.tools)),
                List.of(new ServedTools(toolServerPorts)));
        var choice = new ToolChoice(new ToolSettings(machine.toolsOffered), embeddings, new PlainTextAnalysis());
        var sources = new RunDriver.Sources(machine.ids(), machine.time);
        var models = Machine.models(by.between(LlmPort.class, model));
        var access = new RunAccess(
                authorization, new RunCallers(users), new ReadableDocuments(scopes, documentPorts.documents()));
        var allowance = new TokenAllowance(new InMemoryRateLimits(machine.time), machine.tokensPerUser);
        driver = RunDriver.over(
                runPorts, new Answering(search, scopes, models, tools, choice, access, allowance), leases, sources);
        runs = new RunService(access, runPorts, driver);
        inbox = new InboxService(authorization, runPorts, driver);
        conversations = new ConversationService(access, runPorts, machine.ids(), machine.time);
        idempotency = new Idempotency(
                authorization,
                by.between(IdempotencyRepository.class, new InMemoryIdempotencyRepository(store)),
                transactions,
                machine.secrets,
                machine.time);
        documents = DocumentService.over(
                documentPorts,
                authorization,
                new IngestionSettings(64, 1),
                leases,
                machine.ids(),
                machine.time,
                idempotency);
        agents = new Agents(
                by.between(AgentRepository.class, new InMemoryAgentRepository(machine.agents, machine.brokenAgents)),
                models,
                authorization);
        toolService = new ToolService(authorization, () -> tools, scopes, machine.ids(), trail);
        var toolSignInPort = new ScriptedToolServerSignIns(machine.time);
        toolSignIns = new ToolSignInService(authorization, () -> toolSignInPort, Machine::toolServer, trail);
        agentService = new AgentService(authorization, agents, toolService, trail);
        var shares = new Shares(grants, users, transactions, trail);
        collectionGrants = new CollectionGrantService(documentPorts.collections(), authorization, shares);
        agentGrants = new AgentGrantService(agents, authorization, shares);
        chat = new ChatService(
                authorization, runPorts, driver, scopes, agents, sources, new ChatService.Repeats(idempotency, runs));
    }

    public IndexRepair repair() {
        return new IndexRepair(documentPorts);
    }

    public SyncReport sync() {
        return sync(ADA, Machine.ROOT, false);
    }

    public SyncReport prune() {
        return sync(ADA, Machine.ROOT, true);
    }

    public SyncReport sync(Caller caller, Path root, boolean prune) {
        var request = new SyncRequest(root, Optional.empty(), Optional.empty(), prune);
        return documents.sync(caller, request, progress -> {});
    }

    /** Ada's documents of the root's collection, by name. */
    public Map<String, Document> known() {
        return documents.documents(ADA, "notes").stream()
                .collect(Collectors.toMap(Document::name, Function.identity()));
    }

    /** One of {@link #known}. */
    public Document document(String name) {
        return Optional.ofNullable(known().get(name)).orElseThrow();
    }

    public AskResult ask(String question) {
        return chat.ask(ADA, new AskRequest(question, Set.of()));
    }

    @Override
    public void close() {
        driver.close();
        leases.close();
    }
}
