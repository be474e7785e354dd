package io.mcpagent.adapter.rest;

import io.mcpagent.application.access.AccessPorts;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.AccessSources;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.access.Denial;
import io.mcpagent.application.access.Shares;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.application.document.DocumentPorts;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.IngestionSettings;
import io.mcpagent.application.document.IngestionWorker;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.llm.Models;
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
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AgentSelected;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemoryApiKeyRepository;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryExternalIdentityRepository;
import io.mcpagent.testkit.access.InMemoryGrantRepository;
import io.mcpagent.testkit.access.InMemoryRefreshTokenRepository;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.access.PlainPasswords;
import io.mcpagent.testkit.access.PlainTokens;
import io.mcpagent.testkit.access.ScriptedIdentityProvider;
import io.mcpagent.testkit.agent.InMemoryAgentRepository;
import io.mcpagent.testkit.conversation.InMemoryConversationRepository;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.document.InMemoryFileStore;
import io.mcpagent.testkit.document.InMemoryUploadRepository;
import io.mcpagent.testkit.document.InMemoryUploadStore;
import io.mcpagent.testkit.document.PlainTextExtraction;
import io.mcpagent.testkit.idempotency.InMemoryIdempotencyRepository;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.ratelimit.InMemoryRateLimits;
import io.mcpagent.testkit.retrieval.InMemoryVectorStore;
import io.mcpagent.testkit.retrieval.PlainTextAnalysis;
import io.mcpagent.testkit.run.InMemoryInboxRepository;
import io.mcpagent.testkit.run.InMemoryKeptResultRepository;
import io.mcpagent.testkit.run.InMemoryRunRepository;
import io.mcpagent.testkit.task.InMemoryTaskQueue;
import io.mcpagent.testkit.tool.FakeToolServers;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A platform of fakes behind a real server. */
final class InMemoryPlatform implements RestHost, AutoCloseable {
    private static final Path ROOT = Path.of("/manuals");

    final SteppingTime time = new SteppingTime();
    final InMemoryStore store = new InMemoryStore(time);
    final PausingLlm model = new PausingLlm();
    private final CountingIds ids = new CountingIds();
    private final InMemoryVectorStore index = new InMemoryVectorStore();
    private final InMemoryFileStore files = new InMemoryFileStore();
    private final LeaseKeeper leases = new LeaseKeeper(new InMemoryTaskQueue(store), Duration.ofSeconds(10));
    private final PausingEmbeddings embeddings = new PausingEmbeddings();
    private final AuditTrail trail = new AuditTrail(new InMemoryAuditRepository(store), ids, time);
    final GrantRepository grants = new InMemoryGrantRepository(store);
    final List<Denial> denials = new CopyOnWriteArrayList<>();
    private final Authorization authorization = new Authorization(grants, denials::add);
    private final InMemoryToolServers servers = InMemoryToolServers.over(store, trail, authorization, time);
    final FakeToolServers toolServers = servers.reached();
    private final Scopes scopes = new Scopes(new InMemoryCollectionRepository(store), authorization);
    private final Idempotency idempotency = new Idempotency(
            authorization,
            new InMemoryIdempotencyRepository(store),
            new InMemoryTransactions(store),
            new InMemorySecrets(),
            time);
    private final DocumentService documents = DocumentService.over(
            new DocumentPorts(
                    files,
                    new InMemoryUploadStore(),
                    new PlainTextExtraction(),
                    embeddings,
                    index,
                    new InMemoryCollectionRepository(store),
                    new InMemoryDocumentRepository(store),
                    new InMemoryUploadRepository(store),
                    new InMemoryTaskQueue(store),
                    new InMemoryTransactions(store),
                    trail),
            authorization,
            new IngestionSettings(64, 1),
            leases,
            ids,
            time,
            idempotency);
    final RunPorts runPorts = new RunPorts(
            new InMemoryRunRepository(store),
            new LocalRunStream(),
            new InMemoryInboxRepository(store),
            new InMemoryTaskQueue(store),
            new InMemoryConversationRepository(store),
            new InMemoryKeptResultRepository(store),
            new InMemoryTransactions(store),
            trail);
    private final Models models = new Models(model, name -> {
        if (name.startsWith("main/")) return model;
        throw new InvalidRequest("model_provider_unknown", "There is no provider of " + name + ".");
    });
    private final Agents agents = new Agents(new InMemoryAgentRepository(List.of()), models, authorization);
    private final Toolbox tools = new Toolbox(List.of(new ClockTool(time)));
    private final InMemoryRateLimits rateLimits = new InMemoryRateLimits(time);
    private final TokenAllowance allowance = new TokenAllowance(rateLimits, Optional.empty());
    private final RunDriver driver = RunDriver.over(
            runPorts,
            new Answering(
                    search(),
                    scopes,
                    models,
                    new Toolbox(List.of()),
                    new ToolChoice(ToolSettings.DEFAULT, new HashedEmbeddings(), new PlainTextAnalysis()),
                    runAccess(),
                    allowance),
            leases,
            new RunDriver.Sources(ids, time));
    final ScriptedIdentityProvider identities = new ScriptedIdentityProvider(time);
    final AccessServices access = AccessServices.over(
            new AccessPorts(
                    new InMemoryUserRepository(store),
                    new InMemoryApiKeyRepository(store),
                    new InMemoryRefreshTokenRepository(store),
                    new InMemoryExternalIdentityRepository(store),
                    Optional.of(identities),
                    new InMemoryAuditRepository(store),
                    new PlainPasswords(),
                    new PlainTokens(time),
                    new InMemoryTransactions(store)),
            new AccessSources(ids, new CountingSecrets(), time),
            authorization);
    private final IngestionWorker worker = documents.ingestInBackground(trouble -> {});

    /** Has the next search wait until it is told to go on. */
    PausingEmbeddings.Pause pauseNextEmbedding() {
        return embeddings.pauseNext();
    }

    /** Ingests a file of the folder {@code /manuals}, whose collection has that name. */
    void holds(String name, String text) {
        files.put(ROOT, name, text);
        documents.sync(
                Caller.LOCAL_OWNER, new SyncRequest(ROOT, Optional.empty(), Optional.empty(), false), done -> {});
    }

    /** From then on everybody has to sign in. */
    void hasAnAdministrator() {
        var code = access.firstOwner().code().orElseThrow();
        access.firstOwner().setUp(code, "ada@example.org", "Ada", new Password("correct horse battery"));
    }

    /** Has a run in a session stand still for a person, and returns what it asks. */
    UUID parks(String session, UserId owner) {
        return parks(session, owner, InputRequest.UnknownOutcome::new);
    }

    /** The same with that question about a call. */
    UUID parks(String session, UserId owner, BiFunction<InputRequestId, ToolCall, InputRequest> asking) {
        var run = new RunId(ids.next());
        var call = new ToolCall("call-1", "mail", Json.object().with("to", Json.of("bob@example.org")));
        var request = asking.apply(new InputRequestId(ids.next()), call);
        var events = List.<RunEvent>of(
                new RunStarted(new ConversationId(UUID.fromString(session)), owner, "Is it sent?", Set.of()),
                new AgentSelected(Agents.ASSISTANT, "it was asked for"),
                new ModelCalled("pausing"),
                new ModelReplied("", List.of(call), TokenUsage.NONE),
                new ToolRequested(call, ToolEffect.ACTS),
                new InputRequested(request),
                new RunParked());
        runPorts.transactions().write(() -> {
            var task = new Task(new TaskId(ids.next()), TaskKind.DRIVE_RUN, run.value());
            var lease = runPorts.tasks().enqueueClaimed(task);
            runPorts.runs().append(lease, RecordedEvent.after(run, 0, time.instant(), events));
            runPorts.tasks().finish(lease);
            runPorts.inbox().add(List.of(new InboxEntry(request, run, owner, time.instant())));
        });
        return request.id().value();
    }

    @Override
    public AccessServices access() {
        return access;
    }

    @Override
    public ChatService chat() {
        return new ChatService(
                authorization,
                runPorts,
                driver,
                scopes,
                agents,
                new RunDriver.Sources(ids, time),
                new ChatService.Repeats(idempotency, runs()));
    }

    @Override
    public AgentService agents() {
        return new AgentService(authorization, agents, tools(), trail);
    }

    @Override
    public AgentGrantService agentGrants() {
        return new AgentGrantService(agents, authorization, shares());
    }

    @Override
    public CollectionGrantService collectionGrants() {
        return new CollectionGrantService(new InMemoryCollectionRepository(store), authorization, shares());
    }

    private Shares shares() {
        return new Shares(grants, new InMemoryUserRepository(store), new InMemoryTransactions(store), trail);
    }

    private RunAccess runAccess() {
        return new RunAccess(
                authorization,
                new RunCallers(new InMemoryUserRepository(store)),
                new ReadableDocuments(scopes, new InMemoryDocumentRepository(store)));
    }

    @Override
    public ToolService tools() {
        return new ToolService(authorization, () -> tools, scopes, ids, trail);
    }

    @Override
    public ToolServerService toolServers() {
        return servers.service();
    }

    @Override
    public ToolPinService toolPins() {
        return servers.pins();
    }

    @Override
    public ToolSignInService toolSignIns() {
        return servers.signIns();
    }

    @Override
    public ConversationService conversations() {
        return new ConversationService(runAccess(), runPorts, ids, time);
    }

    @Override
    public RunService runs() {
        return new RunService(runAccess(), runPorts, driver);
    }

    @Override
    public InboxService inbox() {
        return new InboxService(authorization, runPorts, driver);
    }

    @Override
    public SearchService search() {
        var settings = new RetrievalSettings(100, FusionMethod.MIN_MAX, 0.5);
        var hybrid = new HybridSearch(embeddings, index, settings, System::nanoTime);
        return new SearchService(authorization, scopes, hybrid, index, new InMemoryDocumentRepository(store));
    }

    @Override
    public DocumentService documents() {
        return documents;
    }

    @Override
    public void close() {
        worker.close();
        driver.close();
        leases.close();
    }

    @Override
    public RateLimitPort rateLimits() {
        return rateLimits;
    }

    @Override
    public Idempotency idempotency() {
        return idempotency;
    }
}
