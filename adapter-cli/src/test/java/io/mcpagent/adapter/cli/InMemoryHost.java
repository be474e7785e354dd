package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
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
import io.mcpagent.application.evaluation.EvaluationBench;
import io.mcpagent.application.evaluation.EvaluationCorpus;
import io.mcpagent.application.evaluation.EvaluationService;
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
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.llm.LlmPort;
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
import io.mcpagent.testkit.evaluation.InMemoryEvaluationSets;
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
import io.mcpagent.testkit.tool.ScriptedToolServerSignIns;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** An installation in memory that outlives its commands, as a data directory does. */
final class InMemoryHost implements CliHost {
    static final String NOTICE = "No chat model is configured.";

    final InMemoryFileStore files = new InMemoryFileStore();
    final InMemoryEvaluationSets evaluations = new InMemoryEvaluationSets();
    final List<Options> opened = new ArrayList<>();
    final List<Agent> definedAgents = new ArrayList<>();
    final List<UnusableAgent> brokenAgents = new ArrayList<>();
    List<Finding> findings = List.of();
    Optional<RuntimeException> failure = Optional.empty();
    Optional<Running> running = Optional.empty();
    Optional<Elsewhere> relayed = Optional.empty();

    final Map<String, String> variables = new HashMap<>();
    int closed;
    final CountDownLatch serving = new CountDownLatch(1);

    private final SteppingTime time = new SteppingTime();
    private final CountingIds ids = new CountingIds();
    private final InMemoryStore store = new InMemoryStore(time);
    private final InMemoryVectorStore index = new InMemoryVectorStore();
    private final InMemoryToolServers servers =
            InMemoryToolServers.over(store, trail(store), authorization(store), time);
    final FakeToolServers toolServers = servers.reached();
    final ScriptedToolServerSignIns signIns = servers.signedIn();
    private final AccessServices access = InMemoryAccess.over(store, authorization(store), ids, time);
    private final LlmPort model;
    /** Where a chat keeps its history. */
    Path home = Path.of("nowhere");

    InMemoryHost(LlmPort model) {
        this.model = model;
    }

    AuditRepository audit() {
        return new InMemoryAuditRepository(store);
    }

    void failWith(AgentFailure reason) {
        failure = Optional.of(reason);
    }

    @Override
    public CliPlatform open(Options options) {
        opened.add(options);
        failure.ifPresent(reason -> {
            throw reason;
        });
        var leases = leases();
        var documents = documents(files, store, index, leases);
        var ports = runPorts(store);
        var authorization = authorization(store);
        var agents = agents(store);
        var shares = new Shares(
                new InMemoryGrantRepository(store),
                new InMemoryUserRepository(store),
                new InMemoryTransactions(store),
                trail(store));
        var tools = new ToolService(
                authorization, () -> new Toolbox(List.of(new ClockTool(time))), scopes(store), ids, trail(store));
        var driver = driver(ports, store, index, leases);
        return new CliPlatform(
                chat(ports, driver, store),
                new ConversationService(runAccess(store), ports, ids, time),
                new RunService(runAccess(store), ports, driver),
                new InboxService(authorization, ports, driver),
                new AgentService(authorization, agents, tools, trail(store)),
                tools,
                servers.service(),
                servers.pins(),
                servers.signIns(),
                search(store, index),
                documents,
                access,
                new CollectionGrantService(new InMemoryCollectionRepository(store), authorization, shares),
                new AgentGrantService(agents, authorization, shares),
                home,
                () -> List.of(NOTICE),
                () -> {
                    closed++;
                    driver.close();
                    leases.close();
                });
    }

    @Override
    public Optional<Running> running(Options options) {
        return running;
    }

    @Override
    public FileStorePort files(Options options) {
        return files;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public CliServer serve(Options options, Listening listening) {
        var platform = open(options);
        var address = URI.create("http://%s:%d"
                .formatted(
                        listening.host().orElse("127.0.0.1"), listening.port().orElse(8642)));
        serving.countDown();
        return new CliServer(address, platform.notices(), Duration.ZERO, platform::close);
    }

    @Override
    public void talk(Options options, InputStream in, OutputStream out) {
        var platform = open(options);
        try {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            platform.close();
        }
    }

    @Override
    public void relay(Options options, Supplier<Optional<Elsewhere>> server, InputStream in, OutputStream out) {
        relayed = server.get();
    }

    @Override
    public EvaluationService evaluation(Options options) {
        return new EvaluationService(
                evaluations,
                set -> {
                    var ownStore = new InMemoryStore(time);
                    var ownIndex = new InMemoryVectorStore();
                    var ownPorts = runPorts(ownStore);
                    var leases = leases();
                    return new EvaluationBench(
                            documents(new EvaluationCorpus(set), ownStore, ownIndex, leases),
                            search(ownStore, ownIndex),
                            chat(ownPorts, driver(ownPorts, ownStore, ownIndex, leases), ownStore),
                            leases::close);
                },
                System::nanoTime);
    }

    private LeaseKeeper leases() {
        return new LeaseKeeper(new InMemoryTaskQueue(store), Duration.ofSeconds(10));
    }

    private DocumentService documents(
            FileStorePort from, InMemoryStore records, InMemoryVectorStore chunks, LeaseKeeper leases) {
        var ports = new DocumentPorts(
                from,
                new InMemoryUploadStore(),
                new PlainTextExtraction(),
                new HashedEmbeddings(),
                chunks,
                new InMemoryCollectionRepository(records),
                new InMemoryDocumentRepository(records),
                new InMemoryUploadRepository(records),
                new InMemoryTaskQueue(records),
                new InMemoryTransactions(records),
                trail(records));
        return DocumentService.over(
                ports, authorization(records), new IngestionSettings(64, 1), leases, ids, time, idempotency(records));
    }

    private SearchService search(InMemoryStore records, InMemoryVectorStore chunks) {
        var settings = new RetrievalSettings(100, FusionMethod.MIN_MAX, 0.5);
        var hybrid = new HybridSearch(new HashedEmbeddings(), chunks, settings, System::nanoTime);
        return new SearchService(
                authorization(records), scopes(records), hybrid, chunks, new InMemoryDocumentRepository(records));
    }

    private RunPorts runPorts(InMemoryStore records) {
        return new RunPorts(
                new InMemoryRunRepository(records),
                new LocalRunStream(),
                new InMemoryInboxRepository(records),
                new InMemoryTaskQueue(records),
                new InMemoryConversationRepository(records),
                new InMemoryKeptResultRepository(records),
                new InMemoryTransactions(records),
                trail(records));
    }

    private RunDriver driver(RunPorts ports, InMemoryStore records, InMemoryVectorStore chunks, LeaseKeeper leases) {
        var answering = new Answering(
                search(records, chunks),
                scopes(records),
                models(),
                new Toolbox(List.of()),
                new ToolChoice(ToolSettings.DEFAULT, new HashedEmbeddings(), new PlainTextAnalysis()),
                runAccess(records),
                new TokenAllowance(new InMemoryRateLimits(time), Optional.empty()));
        return RunDriver.over(ports, answering, leases, new RunDriver.Sources(ids, time));
    }

    private AuditTrail trail(InMemoryStore records) {
        return new AuditTrail(new InMemoryAuditRepository(records), ids, time);
    }

    private static Authorization authorization(InMemoryStore records) {
        return new Authorization(new InMemoryGrantRepository(records), denial -> {});
    }

    private static Scopes scopes(InMemoryStore records) {
        return new Scopes(new InMemoryCollectionRepository(records), authorization(records));
    }

    private static RunAccess runAccess(InMemoryStore records) {
        return new RunAccess(
                authorization(records),
                new RunCallers(new InMemoryUserRepository(records)),
                new ReadableDocuments(scopes(records), new InMemoryDocumentRepository(records)));
    }

    private Models models() {
        return new Models(model, name -> {
            if (name.startsWith("main/")) return model;
            throw new InvalidRequest("model_provider_unknown", "There is no provider of " + name + ".");
        });
    }

    private Agents agents(InMemoryStore records) {
        return new Agents(new InMemoryAgentRepository(definedAgents, brokenAgents), models(), authorization(records));
    }

    private ChatService chat(RunPorts ports, RunDriver driver, InMemoryStore records) {
        return new ChatService(
                authorization(records),
                ports,
                driver,
                scopes(records),
                agents(records),
                new RunDriver.Sources(ids, time),
                new ChatService.Repeats(idempotency(records), new RunService(runAccess(records), ports, driver)));
    }

    private Idempotency idempotency(InMemoryStore records) {
        return new Idempotency(
                authorization(records),
                new InMemoryIdempotencyRepository(records),
                new InMemoryTransactions(records),
                new InMemorySecrets(),
                time);
    }

    /** As an interrupted ingestion leaves a document. */
    void leaveQueued(String name) {
        var documents = new InMemoryDocumentRepository(store);
        new InMemoryCollectionRepository(store)
                .all().stream()
                        .flatMap(collection -> documents.inCollection(collection.id()).stream())
                        .filter(document -> document.name().equals(name))
                        .forEach(document -> documents.save(List.of(document.with(new Ingestion.Queued()))));
    }

    @Override
    public int reindex(Options options) {
        return 7;
    }

    @Override
    public List<Finding> doctor(Options options) {
        return findings;
    }

    @Override
    public List<Finding> outbound(Options options, String url) {
        return List.of(new Finding("address", !url.contains("localhost"), url));
    }

    @Override
    public String seal(Options options, String setting, String secret) {
        return "sealed:%s:%d".formatted(setting, secret.length());
    }

    @Override
    public List<String> rotateMasterKey(Options options) {
        return List.of("rotated");
    }

    @Override
    public List<String> retireMasterKeys(Options options) {
        return List.of("retired");
    }

    @Override
    public String version() {
        return "1.2.3";
    }
}
